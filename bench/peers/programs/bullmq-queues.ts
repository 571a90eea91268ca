export const QUEUES = 16;
export const nameOf = (index: number) => `contacts-${index}`;
/** The same phone always waits in the same queue. */
export const indexOf = (phone: string) => Number(phone.slice(-6)) % QUEUES;

const { hostname, port } = new URL(process.env.REDIS_URL!);
export const connection = {
  ...{ host: hostname, port: Number(port), enableAutoPipelining: true, maxRetriesPerRequest: null },
};
