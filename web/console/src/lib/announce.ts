/** Telling of a new offer to somebody who looks elsewhere: a soft tone, a notice of the system. */
const KEPT_AS = "hearthline.sound";
const NOTES_HZ = [660, 880];
const NOTE_S = 0.16;

export const soundIsOn = (): boolean => localStorage.getItem(KEPT_AS) !== "off";
export const chooseSound = (on: boolean): void =>
  localStorage.setItem(KEPT_AS, on ? "on" : "off");

let context: AudioContext | null = null;

/** Two soft notes; silent until the person has touched the page, as browsers want it. */
export function chime(): void {
  if (!soundIsOn() || navigator.userActivation?.hasBeenActive === false) return;
  context ??= new AudioContext();
  const start = context.currentTime;
  for (const [index, hz] of NOTES_HZ.entries()) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const at = start + index * NOTE_S;
    tone.frequency.value = hz;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(0.12, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, at + NOTE_S * 2);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + NOTE_S * 2);
  }
}

export function notify(title: string, tag: string): void {
  if (!("Notification" in globalThis) || Notification.permission !== "granted") return;
  if (document.visibilityState === "visible" && document.hasFocus()) return;
  const notice = new Notification(title, { tag });
  notice.addEventListener("click", () => {
    globalThis.focus();
    notice.close();
  });
}
