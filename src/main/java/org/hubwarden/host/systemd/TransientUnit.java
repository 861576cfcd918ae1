package org.hubwarden.host.systemd;

import java.util.ArrayList;
import java.util.List;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.UInt64;
import org.freedesktop.dbus.types.Variant;
import org.hubwarden.host.Errand;

/** The unit that runs an errand: what every one is kept from, and the rights of its sort. */
final class TransientUnit {

    private static final long MEMORY = 256L << 20;
    private static final long TASKS = 64;
    private static final int SIGKILL = 9;

    /** Of linux/capability.h. The last sees through hidepid, and reads what the first process has mounted. */
    private static final long CHOWN = 1L;

    private static final long DAC_OVERRIDE = 1L << 1;
    private static final long DAC_READ_SEARCH = 1L << 2;
    private static final long FOWNER = 1L << 3;
    private static final long FSETID = 1L << 4;
    private static final long SETGID = 1L << 6;
    private static final long SETUID = 1L << 7;
    private static final long SETFCAP = 1L << 31;
    private static final long SYS_PTRACE = 1L << 19;

    /** A search may take as long as it takes. */
    private static final int LAZY = 19;

    private static final int IDLE = 3;

    private final List<Object[]> properties = new ArrayList<>();

    private TransientUnit() {}

    /**
     * The call that starts it. It stays in systemd's memory while we hold on to it, since it is asked how it ended.
     *
     * @param output the path of a socket, as {@code errors} is
     */
    static Call of(String name, Errand errand, String output, String errors) {
        TransientUnit unit = new TransientUnit();
        unit.work(errand, output, errors);
        unit.restrict();
        unit.grant(errand);
        return Call.manager("StartTransientUnit", "ssa(sv)a(sa(sv))", name, "fail", unit.properties, List.of());
    }

    /** The daemon that waits for it may be stopped meanwhile: then it ends as well. */
    private void work(Errand errand, String output, String errors) {
        text("Description", "An errand of hubwarden: " + errand.program());
        put("PartOf", List.of("hubwarden.service"), "as");
        text("Type", "oneshot");
        flag("AddRef");
        text("CollectMode", "inactive-or-failed");
        put("KillSignal", SIGKILL, "i");
        put("TimeoutStartUSec", number(errand.limit().toMillis() * 1000), "t");
        List<Object[]> commands = new ArrayList<>();
        commands.add(new Object[] {errand.program(), errand.command(), List.of("no-env-expand")});
        put("ExecStartEx", commands, "a(sasas)");
        put("Environment", List.of("LANG=C.UTF-8", "LC_ALL=C.UTF-8", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"), "as");
        text("StandardOutputFile", output);
        text("StandardErrorFile", errors);
    }

    private void restrict() {
        flag("NoNewPrivileges");
        flag("PrivateDevices");
        flag("ProtectControlGroups");
        flag("ProtectKernelModules");
        flag("ProtectKernelTunables");
        flag("ProtectKernelLogs");
        flag("LockPersonality");
        flag("RestrictRealtime");
        put("MemoryMax", number(MEMORY), "t");
        put("TasksMax", number(TASKS), "t");
        put("LimitCORE", number(0), "t");
    }

    /** A command of ours runs in a Java virtual machine, which writes the code that it runs. */
    private void grant(Errand errand) {
        Errand.Rights rights = errand.rights();
        boolean isToChange = rights == Errand.Rights.CHANGE_FILES || rights == Errand.Rights.LIST_FILES;
        boolean isForFiles = rights.isOurs() && rights != Errand.Rights.PROCESSES;
        flag("PrivateNetwork", rights != Errand.Rights.NETWORK);
        flag("MemoryDenyWriteExecute", !rights.isOurs());
        flag("RestrictSUIDSGID", !isToChange && rights != Errand.Rights.RESTORE_HOMES);
        text("ProtectHome", isForFiles ? "no" : "yes");
        text("ProtectSystem", isToChange ? "no" : "strict");
        if (!errand.writable().isEmpty()) {
            put("ReadWritePaths", errand.writable(), "as");
        }
        if (rights == Errand.Rights.FIND_FILES || rights == Errand.Rights.LIST_FILES) {
            put("Nice", LAZY, "i");
            put("IOSchedulingClass", IDLE, "i");
        }
        put("UMask", new UInt32(077), "u");
        put("CapabilityBoundingSet", number(capabilities(rights)), "t");
    }

    private static long capabilities(Errand.Rights rights) {
        return switch (rights) {
            case NONE, NETWORK -> 0;
            case PROCESSES -> SETGID | SETUID | SYS_PTRACE;
            case FIND_FILES -> DAC_READ_SEARCH;
            case CHANGE_FILES, LIST_FILES -> DAC_READ_SEARCH | FOWNER;
            case READ_HOMES -> DAC_READ_SEARCH;
            case REMOVE_HOMES -> DAC_OVERRIDE | DAC_READ_SEARCH | FOWNER;
            case RESTORE_HOMES -> CHOWN | DAC_OVERRIDE | DAC_READ_SEARCH | FOWNER | FSETID | SETFCAP;
        };
    }

    private void text(String name, String value) {
        put(name, value, "s");
    }

    private void flag(String name) {
        flag(name, true);
    }

    private void flag(String name, boolean value) {
        put(name, value, "b");
    }

    private void put(String name, Object value, String signature) {
        properties.add(new Object[] {name, new Variant<>(value, signature)});
    }

    private static UInt64 number(long value) {
        return new UInt64(value);
    }
}
