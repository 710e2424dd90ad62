/** Colleagues that fit what follows the @. */
import { Avatar } from "@hearthline/ui";

import { useCopy } from "@/lib/locale";

import { writingCopy } from "../copy-writing";
import type { MentionMenu as Menu } from "../use-mention";

export function MentionMenu({ menu }: { menu: Menu }) {
  const text = useCopy(writingCopy);
  return (
    <div className="canned" role="listbox" aria-label={text.people}>
      {menu.found.map((person, index) => (
        <button
          key={person.id}
          type="button"
          role="option"
          aria-selected={index === menu.at}
          className="canned-row person-row"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => menu.choose(person)}
        >
          <Avatar name={person.name} small />
          <strong>{person.name}</strong>
        </button>
      ))}
    </div>
  );
}
