/** The log-in page. */
import "./login.css";

import { Button } from "antd";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";

import { chooseLocale, useCopy, useLocale } from "@/lib/locale";

import { copy } from "./copy";
import { LoginForm } from "./parts/login-form";

/** Only a path inside the console; never another site. */
const safe = (back: string | null): string => (back && /^\/(?!\/)/.test(back) ? back : "/desk");

export default function LoginPage() {
  const text = useCopy(copy);
  const locale = useLocale();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [askTenant, setAskTenant] = useState(search.has("tenant"));
  return (
    <div className="login">
      <section className="login-card">
        <header className="login-head">
          <svg className="login-flame" viewBox="0 0 24 24" aria-hidden>
            <path d="M12 2c1 4-5 6-5 12a5 5 0 0 0 10 0c0-2-1-4-2-5 0 2-1 3-2 3 1-4-1-8-1-10z" />
          </svg>
          <h1>暖线 Hearthline</h1>
          <p className="hl-quiet">{text.line}</p>
        </header>
        <LoginForm
          askTenant={askTenant}
          onDone={() => void navigate(safe(search.get("back")), { replace: true })}
        />
        <footer className="login-foot">
          <Button type="link" size="small" onClick={() => setAskTenant((now) => !now)}>
            {text.tenant}
          </Button>
          <Button
            type="text"
            size="small"
            onClick={() => chooseLocale(locale === "en" ? "zh-CN" : "en")}
          >
            {text.language}
          </Button>
        </footer>
      </section>
    </div>
  );
}
