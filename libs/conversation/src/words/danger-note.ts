/** What the team reads of a danger: its kind, and in which words it was seen. */
export const dangerNote = ({ kind, words }: { readonly kind: string; readonly words?: string | undefined }) => ({
  danger: kind,
  ...(words === undefined ? {} : { danger_words: words }),
});
