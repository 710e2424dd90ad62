/** Private notes of a conversation, and where one was mentioned. */
import {
  type ConversationId,
  type Mention,
  type MentionPage,
  type Note,
  type StaffId,
  taken,
} from "@hearthline/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api";
import { useFrames } from "@/lib/live/live";

import { at } from "./queries-writing";

export const notesKey = (id: ConversationId) => ["desk", "notes", id] as const;
export const mentionsKey = ["desk", "mentions"] as const;

/** The notes of a conversation, live; asked for again whenever the line was cut. */
export function useNotes(id: ConversationId): readonly Note[] {
  const queries = useQueryClient();
  const again = () => void queries.invalidateQueries({ queryKey: notesKey(id) });
  useFrames<{ type: "notes"; conversation_id: ConversationId }>("notes", (frame) => {
    if (frame.conversation_id === id) again();
  });
  useFrames("live", again);
  const { data } = useQuery({
    queryKey: notesKey(id),
    queryFn: () =>
      taken<{ items: Note[] }>(api.GET("/api/v1/desk/conversations/{conversation_id}/notes", at(id))),
  });
  return data?.items ?? NO_NOTES;
}

const NO_NOTES: readonly Note[] = [];

export interface NoteWords {
  client_id: string;
  text: string;
  mentions: StaffId[];
}

export function useWriteNote(id: ConversationId) {
  const queries = useQueryClient();
  return useMutation({
    retry: (count, error) => count < 3 && !("status" in error && Number(error.status) >= 400),
    mutationFn: (body: NoteWords) =>
      taken<Note>(
        api.POST("/api/v1/desk/conversations/{conversation_id}/notes", { ...at(id), body }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: notesKey(id) }),
  });
}

export function useMentions() {
  const queries = useQueryClient();
  const again = () => void queries.invalidateQueries({ queryKey: mentionsKey });
  useFrames("mention", again);
  useFrames("live", again);
  return useQuery({
    queryKey: mentionsKey,
    queryFn: () => taken<MentionPage>(api.GET("/api/v1/desk/mentions")),
  });
}

export function useReadMentions() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { notes: string[]; conversation_id: ConversationId | null }) =>
      taken<void>(api.POST("/api/v1/desk/mentions/read", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: mentionsKey }),
  });
}

export const isUnread = (mention: Mention): boolean => mention.read_at === null;

/** Who of these people is still named in a text: "@name" stands there as typed. Pure. */
export function mentionedIn<Person extends { id: StaffId; name: string }>(
  text: string,
  people: readonly Person[],
): StaffId[] {
  return people.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);
}
