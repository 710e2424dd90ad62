/** User name and password, and what went wrong in words. */
import { type Me, Problem } from "@hearthline/api";
import { Alert, Button, Form, Input } from "antd";

import { useCopy } from "@/lib/locale";
import { useNow } from "@/lib/time";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { type Credentials, useLogin } from "../queries";

export function LoginForm({ username, askTenant, onDone }: {
  username?: string;
  askTenant: boolean;
  onDone: (me: Me) => void;
}) {
  const text = useCopy(copy);
  const login = useLogin(onDone);
  const left = useLockLeft(login.error, login.submittedAt);
  return (
    <Form<Credentials>
      layout="vertical"
      requiredMark={false}
      initialValues={{ username }}
      onFinish={(values) => login.mutate(values)}
    >
      <Refusal error={login.error} left={left} />
      {askTenant ? (
        <Form.Item name="tenant" label={text.tenant} extra={text.tenantHint}>
          <Input autoComplete="organization" maxLength={64} />
        </Form.Item>
      ) : null}
      <Form.Item
        name="username"
        label={text.username}
        rules={[{ required: true, whitespace: true, message: text.needed.username }]}
      >
        <Input autoComplete="username" autoFocus={username === undefined} maxLength={64} />
      </Form.Item>
      <Form.Item
        name="password"
        label={text.password}
        rules={[{ required: true, message: text.needed.password }]}
      >
        <Input.Password autoComplete="current-password" autoFocus={username !== undefined} />
      </Form.Item>
      <Button
        block
        type="primary"
        size="large"
        htmlType="submit"
        loading={login.isPending}
        disabled={left > 0}
      >
        {text.enter}
      </Button>
    </Form>
  );
}

function Refusal({ error, left }: { error: unknown; left: number }) {
  const text = useCopy(copy);
  const say = useSay();
  if (!error) return null;
  const problem = error instanceof Problem ? error : null;
  if (problem?.status === 429) {
    const said = left > 0 ? text.locked(left) : text.unlocked;
    return <Alert className="login-alert" showIcon type={left > 0 ? "warning" : "info"} title={said} />;
  }
  const said = problem?.status === 401 ? problem.detail || text.wrong : say(error);
  return <Alert className="login-alert" showIcon type="error" title={said} />;
}

function useLockLeft(error: unknown, triedAt: number): number {
  const now = useNow();
  if (!(error instanceof Problem) || error.status !== 429) return 0;
  const until = triedAt + (error.retryAfterS ?? 60) * 1_000;
  return Math.max(0, Math.ceil((until - now) / 1_000));
}
