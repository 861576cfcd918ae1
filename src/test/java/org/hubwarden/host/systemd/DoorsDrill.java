package org.hubwarden.host.systemd;

import com.sun.jna.NativeLibrary;
import java.time.InstantSource;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Sessions;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.LinuxProcesses;
import org.hubwarden.host.linux.leaving.Terminals;
import org.hubwarden.observed.ProcessesSight;
import org.hubwarden.observed.SessionsSight;

/** Runs inside a container: asks the doors to processes and sessions, and prints what they say, one fact a line. */
public final class DoorsDrill {

    private DoorsDrill() {}

    /** The first argument names the exercise, the second is an id. */
    public static void main(String[] args) throws HostFailure, InterruptedException {
        Waits waits = new Waits(InstantSource.system());
        long id = Long.parseLong(args[1]);
        SystemdUnits units = new SystemdUnits(waits);
        Sessions sessions = units.sessions(Terminals::write);
        switch (args[0]) {
            case "uid" -> say(new LinuxProcesses(waits).look(process -> process.hasUid(id)));
            case "gid" -> say(new LinuxProcesses(waits).look(process -> process.hasGid(id)));
            case "sessions" -> say(sessions.look(), id);
            case "tell" -> System.out.println("told: " + sessions.tell(id, args[2]));
            case "end" -> sessions.end(id);
            case "linger" -> sessions.linger(id, Boolean.parseBoolean(args[2]));
            case "manager" -> sessions.startManager(id);
            case "thread" -> oneThreadInGroup(id);
            default -> throw new IllegalArgumentException(args[0]);
        }
        units.close();
        System.exit(0);
    }

    private static void say(ProcessesSight sight) {
        System.out.println("unproven: " + sight.unproven().orElse("no"));
        sight.found()
                .forEach(process -> System.out.println(
                        "found: " + process.shown() + " in " + process.unit().orElse("no unit")));
    }

    /** To the kernel, groups are a matter of threads; the C library hides that, and so it is asked directly. */
    private static void oneThreadInGroup(long gid) throws InterruptedException {
        int number = System.getProperty("os.arch").equals("amd64") ? 119 : 149;
        Thread thread = new Thread(() -> {
            NativeLibrary.getInstance("c").getFunction("syscall").invokeInt(new Object[] {number, -1, -1, (int) gid});
            sleep();
        });
        thread.start();
        thread.join();
    }

    private static void sleep() {
        try {
            Thread.sleep(600_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(SessionsSight sight, long uid) {
        System.out.println("silence: " + sight.silence().orElse("none"));
        System.out.println("sessions: " + sight.of(uid).size());
        System.out.println("manager: " + sight.managers().contains(uid));
        System.out.println("lingering: " + sight.lingering());
    }
}
