import { m } from "#lib/paraglide/messages.js";
import { beforeNavigate } from "$app/navigation";

/** Asks before what was typed is lost by leaving the page. To be called while a component is made. */
export function guardUnsaved(isUnsaved: () => boolean): { readonly mayClose: () => boolean } {
  const mayClose = () => !isUnsaved() || confirm(m.ui_leave());
  beforeNavigate((navigation) => {
    if (!isUnsaved()) return;
    // A closing tab shows the browser's own question.
    if (navigation.willUnload || !confirm(m.ui_leave())) navigation.cancel();
  });
  return { mayClose };
}
