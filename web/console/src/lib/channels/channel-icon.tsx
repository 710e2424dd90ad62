/** Where a customer writes from, as a picture with its name. */
import {
  GlobalOutlined,
  MailOutlined,
  MessageOutlined,
  MobileOutlined,
  PhoneOutlined,
  WechatOutlined,
} from "@ant-design/icons";

const ICONS: Record<string, React.ReactNode> = {
  web: <GlobalOutlined />,
  wechat: <WechatOutlined />,
  app: <MobileOutlined />,
  phone: <PhoneOutlined />,
  voice: <PhoneOutlined />,
  mail: <MailOutlined />,
  email: <MailOutlined />,
};

export function ChannelIcon({ kind, name }: { kind: string; name: string }) {
  return (
    <span className="hl-quiet" role="img" aria-label={name} title={name}>
      {ICONS[kind] ?? <MessageOutlined />}
    </span>
  );
}
