/** Things side by side by attribute; where they differ is told by a word, a mark at the cell, and a ground. */
import { HistoryOutlined } from "@ant-design/icons";
import type { SideBySide, SideLine } from "@hearthline/api";
import { EmptyPlace, Mark } from "@hearthline/ui";
import { Button, Tooltip } from "antd";
import { Fragment } from "react";

import { useCopy } from "@/lib/locale";
import { useTold } from "@/lib/told";

import { shared } from "../../parts/copy";
import { copy } from "../copy";
import { groupsOf, sayCell } from "../lines";

export function SideBySideTable({ comparison, only, nothing, onHistory }: {
  comparison: SideBySide;
  only: boolean;
  nothing: string;
  onHistory: (id: string) => void;
}) {
  const text = useCopy(copy);
  const told = useTold();
  const groups = groupsOf(comparison, text.groups, told, only);
  const { columns, differences, lines } = comparison;
  return (
    <>
      <p role="status" className="compare-count">
        <strong>{text.differ(differences, lines.length)}</strong>
      </p>
      {groups.length === 0 ? (
        <EmptyPlace title={text.allSame[0]}>{text.allSame[1]}</EmptyPlace>
      ) : (
        <div className="compare-scroll">
          <table className="compare-table">
            <thead>
              <tr>
                <th scope="col">{text.attribute}</th>
                {columns.map((column) => (
                  <th key={`${column.id}@${column.version}`} scope="col" aria-label={told(column.title)}>
                    <span className="compare-head">
                      <span>{told(column.title)}</span>
                      <span className="hl-small hl-quiet hl-num">{text.version(column.version)}</span>
                      <Tooltip title={text.history}>
                        <Button
                          type="text"
                          size="small"
                          icon={<HistoryOutlined />}
                          aria-label={text.historyOf(told(column.title))}
                          onClick={() => onHistory(column.id)}
                        />
                      </Tooltip>
                    </span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <Fragment key={group.name}>
                  <tr className="compare-group">
                    <th colSpan={columns.length + 1} scope="colgroup">
                      {group.name}
                    </th>
                  </tr>
                  {group.lines.map(({ label, line }) => (
                    <Line key={label} label={label} line={line} nothing={nothing} />
                  ))}
                </Fragment>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function Line({ label, line, nothing }: { label: string; line: SideLine; nothing: string }) {
  const text = useCopy(copy);
  const told = useTold();
  const names = useCopy(shared);
  const codes = { 受众: names.audiences, 渠道: names.channels };
  // With two things neither is the odd one: the line alone says that they differ.
  const marksCells = line.cells.some(({ is_odd }) => !is_odd);
  return (
    <tr data-differs={!line.is_same}>
      <th scope="row">
        <span className="compare-label">
          {label}
          {line.is_same ? null : <Mark tone="warn">{text.differs}</Mark>}
        </span>
      </th>
      {line.cells.map((cell, index) => (
        <td key={index} data-odd={cell.is_odd && marksCells} title={cell.is_odd && marksCells ? text.odd : undefined}>
          {cell.text === null ? (
            <span className="hl-quiet">{nothing}</span>
          ) : (
            sayCell(told(cell.text), line.label.zh, codes)
          )}
        </td>
      ))}
    </tr>
  );
}
