/** Starts the console. */
import "@hearthline/ui/console.css";
import "./app/app.css";

import { createRoot } from "react-dom/client";

import { App } from "@/app/app";
import { startLook } from "@/lib/look";

startLook();
const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
