/** Where a secret may be sent to. Pure. */

/** Whether it stays on this machine. */
export const isThisMachine = (host: string): boolean =>
  /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(host);

/** Whether nobody on the way can read what is sent there. */
export const isPrivate = ({ protocol, hostname }: URL): boolean =>
  protocol === "https:" || (protocol === "http:" && isThisMachine(hostname));
