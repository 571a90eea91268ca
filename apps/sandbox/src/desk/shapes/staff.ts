import type { Book } from "../book.ts";

/** Attendants, their teams and the bot. */
export function staffShapes(book: Book) {
  const userPush = (id: number, availability: string | null) => {
    const user = book.user(id);
    const availableName = user.name.split(" ")[0]!;
    return {
      id,
      name: user.name,
      available_name: availableName,
      avatar_url: "",
      type: "user",
      availability_status: availability,
      thumbnail: "",
    };
  };
  const botPush = (id: number) => ({ id, name: book.bot.name, avatar_url: "", type: "agent_bot" });
  const agent = (id: number) => {
    const user = book.user(id);
    return {
      id,
      account_id: book.account.id,
      availability_status: "online",
      auto_offline: true,
      confirmed: true,
      email: user.email,
      provider: "email",
      available_name: user.name.split(" ")[0],
      name: user.name,
      role: user.role,
      thumbnail: "",
    };
  };

  const teamRow = (id: number) => ({
    id,
    name: book.team(id).name,
    description: "",
    allow_auto_assign: true,
    account_id: book.account.id,
  });

  return { agent, botPush, teamRow, userPush };
}
