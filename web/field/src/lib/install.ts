/** The browser's offer to install the page, kept until the worker asks for it. */
import { Store, useStore } from "./store";

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

class Installable {
  readonly store = new Store<{ offered: InstallPrompt | null }>({ offered: null });

  listen(): void {
    window.addEventListener("beforeinstallprompt", (event) => {
      event.preventDefault();
      this.store.set({ offered: event as InstallPrompt });
    });
    window.addEventListener("appinstalled", () => this.store.set({ offered: null }));
  }

  async ask(): Promise<void> {
    await this.store.now.offered?.prompt();
    this.store.set({ offered: null });
  }
}

export const installable = new Installable();

export const useInstallable = (): boolean => useStore(installable.store).offered !== null;
