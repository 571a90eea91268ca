import Activity from "@lucide/svelte/icons/activity";
import Bot from "@lucide/svelte/icons/bot";
import CalendarDays from "@lucide/svelte/icons/calendar-days";
import ChartColumn from "@lucide/svelte/icons/chart-column";
import House from "@lucide/svelte/icons/house";
import MessageSquareQuote from "@lucide/svelte/icons/message-square-quote";
import MessagesSquare from "@lucide/svelte/icons/messages-square";
import Radio from "@lucide/svelte/icons/radio";
import ScrollText from "@lucide/svelte/icons/scroll-text";
import Settings from "@lucide/svelte/icons/settings";
import ShieldCheck from "@lucide/svelte/icons/shield-check";
import Sparkles from "@lucide/svelte/icons/sparkles";
import Stethoscope from "@lucide/svelte/icons/stethoscope";
import UserRoundCog from "@lucide/svelte/icons/user-round-cog";
import UserRoundPlus from "@lucide/svelte/icons/user-round-plus";
import Users from "@lucide/svelte/icons/users";
import UsersRound from "@lucide/svelte/icons/users-round";
import { m } from "#lib/paraglide/messages.js";
import { paths } from "#lib/paths.ts";
import { session } from "#lib/session/session.svelte.ts";

interface PanelPage {
  readonly label: string;
  readonly href: string;
  readonly icon: typeof House;
  /** The operation without which the page has nothing to show. */
  readonly needs: string;
  /** Pressed after `g`. */
  readonly key?: string;
}

/** The pages in the order of a desk's day; each group is parted from the next. Read anew when the language changes. */
export function pageGroups(): readonly (readonly PanelPage[])[] {
  const groups: readonly (readonly PanelPage[])[] = [
    [
      { label: m.nav_home(), href: paths.home(), icon: House, needs: "home", key: "h" },
      {
        label: m.nav_conversations(),
        href: paths.conversations(),
        icon: MessagesSquare,
        needs: "listConversations",
        key: "c",
      },
      { label: m.nav_agenda(), href: paths.agenda(), icon: CalendarDays, needs: "listAppointments", key: "a" },
      { label: m.nav_leads(), href: paths.leads(), icon: UserRoundPlus, needs: "listLeads", key: "l" },
      { label: m.nav_patients(), href: paths.patients(), icon: UsersRound, needs: "listPatients", key: "p" },
      { label: m.nav_guardians(), href: paths.guardians(), icon: Users, needs: "listGuardians", key: "r" },
    ],
    [
      { label: m.nav_bot(), href: paths.bot(), icon: Bot, needs: "getBot" },
      { label: m.nav_services(), href: paths.services(), icon: Sparkles, needs: "listServices" },
      { label: m.nav_professionals(), href: paths.professionals(), icon: Stethoscope, needs: "listProfessionals" },
      { label: m.nav_replies(), href: paths.replies(), icon: MessageSquareQuote, needs: "listQuickReplies" },
      { label: m.nav_analytics(), href: paths.analytics(), icon: ChartColumn, needs: "analyseDeliveries" },
    ],
    [
      { label: m.nav_channels(), href: paths.channels(), icon: Radio, needs: "listChannels" },
      { label: m.nav_system(), href: paths.system(), icon: Activity, needs: "system" },
      { label: m.nav_users(), href: paths.users(), icon: UserRoundCog, needs: "listUsers" },
      { label: m.nav_audit(), href: paths.audit(), icon: ScrollText, needs: "listAudit" },
      { label: m.nav_privacy(), href: paths.privacy(), icon: ShieldCheck, needs: "listErasures" },
      { label: m.nav_settings(), href: paths.settings(), icon: Settings, needs: "listSettings" },
    ],
  ];
  return groups.map((group) => group.filter(({ needs }) => session.can(needs))).filter((group) => group.length > 0);
}

export const isOpen = (href: string, pathname: string): boolean =>
  href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
