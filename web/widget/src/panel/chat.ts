import type { Bridge } from "../bridge";
import { Deeds } from "./deeds";
import { EMPTY, type ChatState, Store } from "./store";
import { type LiveFrame, Sync } from "./sync";
import { Attention } from "./thread/attention";
import { Judging } from "./thread/judging";
import { Outbox } from "./thread/outbox";
import { lasting, thisTab } from "./thread/shelf";
import { sendable } from "./thread/text";
import { OwnTyping, PeerTyping } from "./thread/typing";
import { Uploads } from "./thread/uploads";
import { newUuid } from "./thread/uuid";
import { Again } from "./wire/again";
import { CustomerApi } from "./wire/customer-api";
import { asFault } from "./wire/fault";
import type { LineState } from "./wire/line";
import type { Conversation, Message, Saying } from "./wire/messages";
import { openSession } from "./wire/opening";

const BOT_THINKS_MS = 10_000;

/** One customer's chat: what the panel shows is its store, what the person does are its verbs. */
export class Chat {
  readonly store = new Store<ChatState>(EMPTY);
  readonly api: CustomerApi;
  readonly uploads: Uploads;
  readonly outbox: Outbox;
  readonly judging: Judging;
  readonly deeds: Deeds;
  readonly #sync: Sync;
  readonly #attention: Attention;
  readonly #peerTyping = new PeerTyping((typing) => this.store.set({ typing }));
  readonly #ownTyping = new OwnTyping((on, preview) => {
    const told = preview === undefined ? {} : { preview };
    this.#sync.line.send({ type: "typing", on, ...told });
  });
  #opening: Promise<boolean> | null = null;
  readonly #again = new Again(() => void this.start(true));

  constructor(private readonly bridge: Bridge) {
    const { channel, api, locale } = bridge.options;
    this.api = new CustomerApi(api, locale);
    this.#attention = new Attention(lasting, channel);
    this.#sync = new Sync(this.api, {
      fresh: (messages) => this.#show(messages),
      page: ({ status }) => this.#status(status),
      frame: (frame) => this.#heard(frame),
      lineState: (line) => this.#lineState(line),
      reopen: () => this.start(true),
    });
    this.deeds = new Deeds(this.api, this.store, () => this.#sync.catchUp());
    this.outbox = new Outbox(
      {
        post: (clientId, saying) => this.#post(clientId, saying),
        reauthorise: () => this.start(true),
        sent: (message) => this.#sent(message),
        changed: (drafts) => this.store.set({ drafts }),
      },
      thisTab,
      `hearthline:${channel}:outbox`,
    );
    this.judging = new Judging(
      {
        post: (seq, verdict) => this.api.judge(seq, verdict),
        reauthorise: () => this.start(true),
        changed: (verdicts) => this.store.set({ verdicts }),
      },
      thisTab,
      `hearthline:${channel}:judged`,
    );
    this.uploads = new Uploads({
      upload: (file, progress, signal) => this.api.upload(file, progress, signal),
      uploaded: (clientId, saying, file) => this.outbox.add(clientId, saying, file.name),
      changed: (uploads) => this.store.set({ uploads }),
    });
  }

  /** Opens the session, or opens it anew; false when that did not succeed. */
  start(anew = false): Promise<boolean> {
    if (!anew && this.store.now.phase === "ready") return Promise.resolve(true);
    this.#opening ??= this.#start().finally(() => (this.#opening = null));
    return this.#opening;
  }

  async #start(): Promise<boolean> {
    if (this.store.now.phase !== "ready") this.store.set({ phase: "opening" });
    try {
      const { session, person, isDowngraded } = await openSession(this.api, this.bridge);
      await this.#enter(session.conversation);
      const { suggestions, banner = null, typing_preview: isPreviewed = false } = session;
      this.store.set({ phase: "ready", isDowngraded, suggestions, banner, isPreviewed });
      this.outbox.begin(person, session.conversation.id);
      this.#sync.line.start();
      this.#again.succeeded();
      this.bridge.emit("ready", null);
      return true;
    } catch (thrown) {
      if (this.store.now.phase !== "ready") this.store.set({ phase: "broken" });
      this.#again.failed(asFault(thrown).waitMs);
      return false;
    }
  }

  async #enter(conversation: Conversation): Promise<void> {
    const isSame = conversation.id === this.store.now.conversationId;
    if (!isSame) {
      this.#attention.begin(conversation.id);
      const { isOpen, isOnline, drafts, uploads, line } = this.store.now;
      this.store.set({ ...EMPTY, isOpen, isOnline, drafts, uploads, line, phase: "opening" });
    }
    this.store.set({ conversationId: conversation.id, queue: conversation.queue });
    this.judging.begin(conversation.id);
    await this.#sync.load(conversation, isSame);
    this.store.set({ hasOlder: this.#sync.ledger.floor > 0 });
    this.#status(conversation.status);
  }

  async #post(clientId: string, saying: Saying): Promise<Message> {
    try {
      return await this.api.send(clientId, saying);
    } catch (thrown) {
      if (asFault(thrown).kind === "closed") this.#status("closed");
      throw thrown;
    }
  }

  #show(fresh: readonly Message[]): void {
    const { messages } = this.#sync.ledger;
    if (messages === this.store.now.messages) return;
    this.outbox.confirm(fresh);
    if (fresh.some((each) => each.sender.kind === "bot" || each.sender.kind === "agent")) {
      this.#peerTyping.heard("bot", false);
    }
    this.store.set({ messages });
    this.#attend();
    for (const message of fresh) this.bridge.emit("message", message);
  }

  #heard(frame: LiveFrame): void {
    if (frame.type === "state") {
      const agent = typeof frame.agent === "string" ? frame.agent : frame.agent?.name;
      this.store.set({ queue: frame.queue, agentName: agent ?? null });
      this.#status(frame.status);
    } else if (frame.type === "typing") {
      if (frame.sender !== "customer") this.#peerTyping.heard(frame.sender, frame.on);
    } else if (frame.type === "receipt") {
      const seen = frame.state === "read" ? frame.seq : 0;
      this.store.set({ peerReadSeq: Math.max(this.store.now.peerReadSeq, seen) });
    }
  }

  #lineState(line: LineState): void {
    this.store.set({ line });
    if (line !== "live") return;
    this.outbox.revive();
    this.#tellRead();
  }

  #status(status: ChatState["status"]): void {
    if (status === this.store.now.status) return;
    this.store.set({ status, isHandingOff: false });
    if (status !== "queued") this.store.set({ queue: null });
    this.#peerTyping.heard("bot", false);
    this.bridge.emit("status", status);
    this.#attend();
  }

  #sent(message: Message): void {
    this.#sync.posted(message);
    const { messages, status } = this.store.now;
    const isAnswered = messages.some((each) => each.reply_to === message.seq);
    if (status === "bot" && !isAnswered) this.#peerTyping.heard("bot", true, BOT_THINKS_MS);
  }

  say(text: string): boolean {
    const words = sendable(text);
    if (words === "") return false;
    this.#ownTyping.stopped();
    const isOver = this.store.now.status === "closed";
    if (isOver) this.outbox.pause();
    this.outbox.add(newUuid(), { kind: "text", text: words }, words);
    if (isOver) this.restart();
    return true;
  }

  choose(value: string, label: string): void {
    this.outbox.add(newUuid(), { kind: "choice", choice: value }, label);
  }

  typed(words: string): void {
    const { status, isPreviewed } = this.store.now;
    if (status === "agent") this.#ownTyping.typed(isPreviewed ? words : undefined);
  }

  async older(): Promise<void> {
    if (this.store.now.isPaging) return;
    this.store.set({ isPaging: true });
    await this.#sync.older().catch(() => undefined);
    const { floor, messages } = this.#sync.ledger;
    this.store.set({ isPaging: false, hasOlder: floor > 0, messages });
  }

  setOpen(isOpen: boolean): void {
    this.store.set({ isOpen });
    this.#attend();
  }

  /** The page woke up or the network came back: look at once, and connect at once if cut. */
  woken(isNetworkNew: boolean): void {
    const { line } = this.#sync;
    if (this.store.now.phase === "broken") void this.start();
    if (isNetworkNew) this.outbox.revive();
    if (isNetworkNew || line.state !== "live") line.renew();
    else void line.check();
    this.#attend();
  }

  /** Begin again: as another person, or after the conversation was closed. */
  restart(): void {
    this.#sync.line.stop();
    this.outbox.pause();
    void this.start(true);
  }

  #attend(): void {
    const { isOpen, messages, status } = this.store.now;
    const last = messages.at(-1);
    if (isOpen && document.visibilityState === "visible" && last !== undefined) {
      if (this.#attention.read(last.seq) && last.sender.kind !== "customer") this.#tellRead();
    }
    const unread = this.#attention.unread(messages);
    this.#attention.keep(messages, status);
    if (unread === this.store.now.unread) return;
    this.store.set({ unread });
    this.bridge.unread(unread);
  }

  #tellRead(): void {
    const seq = this.#attention.readSeq;
    if (seq > 0) this.#sync.line.send({ type: "read", seq });
  }
}
