package org.hubwarden.spec;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.desired.Server;
import org.hubwarden.desired.Servers;
import org.hubwarden.model.Limits;
import org.hubwarden.model.UnitName;
import org.hubwarden.model.UnixName;

/** The text of our unit files and drop-ins, and where they stand. */
public final class UnitText {

    /** Where all of them stand. */
    public static final String DIRECTORY = "/etc/systemd/system";

    /** The name of the drop-in of one unit. */
    public static final String DROP_IN = "50-hubwarden.conf";

    /** The name of the drop-in of all units of TLJH. Another one: of two with one name systemd reads only the more special. */
    public static final String COMMON_DROP_IN = "40-hubwarden.conf";

    /** What all of them begin with. */
    public static final String FIRST_LINE =
            "# Written by hubwarden from /etc/hubwarden/state.yaml; edits are undone.\n";

    /** The template that servers are instances of. */
    public static final String TEMPLATE_PATH = DIRECTORY + "/" + UnitName.TEMPLATE;

    /** The slice that all servers share. */
    public static final String SLICE_PATH = DIRECTORY + "/" + UnitName.SLICE;

    /** What holds for all units that TLJH starts. */
    public static final String TLJH_PATH = DIRECTORY + "/jupyter-.service.d/" + COMMON_DROP_IN;

    private static final String ENVIRONMENT = "EnvironmentFile=-" + ServerEnvironment.DIRECTORY + "/";
    private static final String SERVICE = "\n[Service]\n";

    private static final String NO_NEW_PRIVILEGES = "NoNewPrivileges";

    /** Never MemoryDenyWriteExecute= or RestrictNamespaces=: compilers and containers of users need both. */
    private static final List<String> SANDBOX = List.of(
            NO_NEW_PRIVILEGES,
            "ProtectSystem",
            "ProtectKernelTunables",
            "ProtectKernelModules",
            "ProtectKernelLogs",
            "ProtectControlGroups",
            "RestrictSUIDSGID",
            "LockPersonality");

    private UnitText() {}

    /** Whether it is the path of a drop-in, whose name alone makes it ours. */
    public static boolean isDropIn(String path) {
        return path.endsWith("/" + DROP_IN) || path.endsWith("/" + COMMON_DROP_IN);
    }

    /** Where the drop-in of one unit stands. */
    public static String dropInPath(UnitName unit) {
        return DIRECTORY + "/" + unit + ".d/" + DROP_IN;
    }

    /** The template: a user's server as most have it. */
    public static String template(Servers servers) {
        return FIRST_LINE
                + "\n[Unit]\nDescription=JupyterHub server of jupyter-%i\n"
                + SERVICE
                + "User=jupyter-%i\n"
                + "WorkingDirectory=~\n"
                + ENVIRONMENT + "%i\n"
                + "ExecStart=" + command(servers.command()) + "\n"
                + "Slice=" + UnitName.SLICE + "\n"
                + "OOMPolicy=continue\n"
                + "PrivateTmp=yes\n"
                + SANDBOX.stream().map(name -> name + "=yes\n").collect(Collectors.joining())
                + devices(servers.devices())
                + limits(servers.each());
    }

    /** PrivateDevices= hides all that are not harmless, so it cannot be combined with some that are let in. */
    private static String devices(List<String> devices) {
        return devices.isEmpty()
                ? "PrivateDevices=yes\n"
                : "DevicePolicy=closed\n"
                        + devices.stream()
                                .map(device -> "DeviceAllow=" + device + " rw\n")
                                .collect(Collectors.joining());
    }

    /** The slice, with the limits of all servers together. */
    public static String slice(Servers servers) {
        return FIRST_LINE + "\n[Unit]\nDescription=Servers of JupyterHub users\n\n[Slice]\n"
                + limits(servers.together());
    }

    /** What is different in one user's unit; empty where nothing is. */
    public static Optional<String> dropIn(Servers servers, DesiredUser user, UnixName account) {
        String different = (UnitName.isEscaped(account) ? named(account) : "")
                + (isOpen(servers, user) ? opened(servers, user) : "")
                + limits(servers.limitsOf(user).without(servers.each()));
        return different.isEmpty() ? Optional.empty() : Optional.of(FIRST_LINE + SERVICE + different);
    }

    /** The path is a pattern of files, in which the backslash of an escaped name means nothing: it would be another user's. */
    private static String named(UnixName account) {
        return "User=" + account + "\nEnvironmentFile=\n" + ENVIRONMENT + account.suffix() + "\n";
    }

    /**
     * Whether a user's server runs without the sandbox. Nearly everything in it implies {@code NoNewPrivileges=}, which takes sudo
     * from admins without a word.
     */
    public static boolean isOpen(Servers servers, DesiredUser user) {
        Server server = servers.of(user.name());
        return (user.admin() && servers.sudo()) || server.relaxed();
    }

    /** Whether what runs in a user's server can gain rights, as sudo and other set-user-id programs do: never for an admin without sudo there. */
    public static boolean canGainRights(Servers servers, DesiredUser user) {
        return user.admin() ? servers.sudo() : servers.of(user.name()).relaxed();
    }

    private static String opened(Servers servers, DesiredUser user) {
        String devices = servers.devices().isEmpty() ? "PrivateDevices=no\n" : "DevicePolicy=auto\nDeviceAllow=\n";
        return SANDBOX.stream()
                        .filter(name -> canGainRights(servers, user) || !name.equals(NO_NEW_PRIVILEGES))
                        .map(name -> name + "=no\n")
                        .collect(Collectors.joining())
                + devices;
    }

    /** For all units that TLJH starts: a /tmp of their own, whatever TLJH asks for. */
    public static String tljh(Servers servers) {
        return FIRST_LINE + SERVICE + "PrivateTmp=yes\n" + limits(servers.each());
    }

    /** What is different in one user's unit that TLJH starts; empty where nothing is. */
    public static Optional<String> tljhDropIn(Servers servers, DesiredUser user) {
        String different = (user.admin() && !servers.sudo() ? NO_NEW_PRIVILEGES + "=yes\n" : "")
                + limits(servers.limitsOf(user).without(servers.each()));
        return different.isEmpty() ? Optional.empty() : Optional.of(FIRST_LINE + SERVICE + different);
    }

    private static String limits(Limits limits) {
        StringBuilder text = new StringBuilder();
        limits.memory()
                .ifPresent(
                        bytes -> text.append("MemoryMax=").append(number(bytes)).append('\n'));
        limits.cpu()
                .ifPresent(cpu -> text.append("CPUQuota=").append(percent(cpu)).append('\n'));
        limits.tasks()
                .ifPresent(
                        tasks -> text.append("TasksMax=").append(number(tasks)).append('\n'));
        return text.toString();
    }

    private static String number(long value) {
        return value == Limits.UNLIMITED ? "infinity" : Long.toString(value);
    }

    /** For systemd, no quota is an empty one. */
    private static String percent(long thousandths) {
        return thousandths == Limits.UNLIMITED ? "" : thousandths / 10 + "%";
    }

    /** As systemd.service(5) reads a command line: quoted, and without a meaning for its own signs. */
    private static String command(List<String> words) {
        return words.stream().map(UnitText::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        String escaped = word.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("%", "%%")
                .replace("$", "$$");
        return word.matches("[A-Za-z0-9/._=:@+-]+") ? word : '"' + escaped + '"';
    }
}
