/** Everybody who works here. */
import type { StaffMember } from "@hearthline/api";
import { ErrorPlace, Mark } from "@hearthline/ui";
import { Table } from "antd";

import { useCopy } from "@/lib/locale";
import { useSay, words } from "@/lib/words";

import { copy } from "../copy";
import { useStaff } from "../queries";

export function StaffSection() {
  const { staff: text } = useCopy(copy);
  const common = useCopy(words);
  const say = useSay();
  const { data, error, isPending, refetch } = useStaff();
  if (error) {
    return (
      <ErrorPlace
        title={text.failed}
        detail={say(error)}
        again={common.again}
        onAgain={() => void refetch()}
      />
    );
  }
  return (
    <Table<StaffMember>
      rowKey="id"
      size="middle"
      loading={isPending}
      pagination={false}
      dataSource={data?.items ?? []}
      columns={[
        { title: text.name, dataIndex: "name" },
        { title: text.username, dataIndex: "username" },
        {
          title: text.roles,
          render: (_, { roles }) => roles.map((role) => text.roleNames[role] ?? role).join("、"),
        },
        {
          title: text.state,
          width: 100,
          render: (_, { active }) => (
            <Mark tone={active ? "good" : "plain"}>{active ? text.active : text.inactive}</Mark>
          ),
        },
      ]}
    />
  );
}
