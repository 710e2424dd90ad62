/** The views over the list with how many each has, and filters that were saved. */
import { CloseOutlined } from "@ant-design/icons";
import { Count } from "@hearthline/ui";
import { Button, Segmented } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { usePlace } from "@/lib/place";

import { copy } from "../copy";
import { useCounts } from "../queries";
import { changesTo, savedFilters, saveFilters, type View, viewAt, VIEWS } from "../wanted";
import { NewTicketButton } from "./new-ticket";

export function ViewBar() {
  const text = useCopy(copy);
  const place = usePlace();
  const { data } = useCounts();
  const many = data as Partial<Record<View, number>> | undefined;
  return (
    <header className="tickets-head">
      <h1>{text.title}</h1>
      <Segmented<View>
        value={viewAt(place)}
        onChange={(view) => place.go({ view: view === "open" ? null : view })}
        options={VIEWS.map((value) => ({
          value,
          label: (
            <span className="tickets-view">
              {text.views[value]}
              {many?.[value] ? (
                <Count n={many[value]} strong={value === "overdue"} label={text.views[value]} />
              ) : null}
            </span>
          ),
        }))}
      />
      <Saved key={place.at("saved") ?? ""} />
      <span className="tickets-push">
        <NewTicketButton />
      </span>
    </header>
  );
}

function Saved() {
  const text = useCopy(copy);
  const place = usePlace();
  const [filters, setFilters] = useState(savedFilters);
  return (
    <>
      {filters.map((filter) => (
        <span key={filter.name} className="tickets-saved">
          <Button size="small" onClick={() => place.go(changesTo(filter.search))}>
            {filter.name}
          </Button>
          <Button
            size="small"
            type="text"
            icon={<CloseOutlined />}
            aria-label={`${text.forget} ${filter.name}`}
            onClick={() => setFilters(saveFilters(filters.filter((one) => one !== filter)))}
          />
        </span>
      ))}
    </>
  );
}
