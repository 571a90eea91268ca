export interface Service {
  /** Whose processes they are. */
  readonly user: string;
  /** Where the program is. */
  readonly root: string;
  /** Where everything is kept: streams, database, logs, logins. */
  readonly data: string;
  /** The Node that begins; it hands over to the one that the program brings. */
  readonly node: string;
}

/** Apps within 5.5 s, then the stand-in, then the servers, as the start gives them; and as long again on a busy machine. */
const STOP_SECONDS = 20;
const RESTART_SECONDS = 10;

/**
 * The unit with which systemd keeps a local start running. It may write where the program is, because a start behind an upgrade
 * installs what the lock file says, and where the data is; it reads the rest of the machine, and has no right of root's.
 * Memory stays executable where it is written, as V8 compiles.
 */
export function unitOf({ user, root, data, node }: Service): string {
  const lines = [
    ...["[Unit]", "Description=Acolhe, a clinic's reception desk on WhatsApp"],
    ...["Wants=network-online.target", "After=network-online.target", "StartLimitIntervalSec=0", ""],
    ...["[Service]", `User=${user}`, `WorkingDirectory=${escaped(root)}`],
    `ExecStart=${word(node)} ${word(`${root}/scripts/start.mjs`)}`,
    ...[`Environment=${quoted(`ACOLHE_LOCAL=${data}`)}`, `Environment=${quoted(`npm_config_cache=${data}/npm`)}`],
    `EnvironmentFile=-${escaped(`${root}/.env`)}`,
    ...["Restart=always", `RestartSec=${RESTART_SECONDS}`, `TimeoutStopSec=${STOP_SECONDS}`, "KillMode=mixed"],
    ...["UMask=0077", "NoNewPrivileges=yes", "CapabilityBoundingSet=", "AmbientCapabilities="],
    ...["ProtectSystem=strict", "ProtectHome=read-only", `ReadWritePaths=${quoted(root)} ${quoted(data)}`],
    ...["PrivateTmp=yes", "PrivateDevices=yes", "ProtectClock=yes", "ProtectHostname=yes", "ProtectProc=invisible"],
    ...["ProtectControlGroups=yes", "ProtectKernelLogs=yes", "ProtectKernelModules=yes", "ProtectKernelTunables=yes"],
    ...["LockPersonality=yes", "RestrictNamespaces=yes", "RestrictRealtime=yes", "RestrictSUIDSGID=yes"],
    ...["RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK", "RemoveIPC=yes"],
    ...["SystemCallArchitectures=native", "SystemCallFilter=@system-service", "SystemCallErrorNumber=EPERM", ""],
    ...["[Install]", "WantedBy=multi-user.target", ""],
  ];
  return lines.join("\n");
}

/** `%` begins a specifier of systemd's, anywhere; `$` a variable, in a command alone. */
const escaped = (text: string): string => text.replaceAll("%", "%%");
const quoted = (text: string): string => `"${escaped(text).replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
const word = (text: string): string => quoted(text.replaceAll("$", "$$$$"));
