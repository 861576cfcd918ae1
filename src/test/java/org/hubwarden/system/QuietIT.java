package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a pass does to a machine on which there is nothing to do, as strace sees it: it looks, and that is all. */
class QuietIT {

    private static final int USERS = 200;

    /** Calls that change a file, or make a change durable. */
    private static final String CHANGES =
            "write,pwrite64,writev,pwritev,pwritev2,sendfile,copy_file_range,fallocate,truncate,"
                    + "ftruncate,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,mkdir,mkdirat,rmdir,mknod,"
                    + "mknodat,chmod,fchmod,fchmodat,chown,fchown,lchown,fchownat,utime,utimes,utimensat,futimesat,setxattr,"
                    + "lsetxattr,fsetxattr,removexattr,lremovexattr,fremovexattr,fsync,fdatasync,sync,syncfs,creat,mmap";

    private static final Container machine = Container.boot("bookworm");
    private static Hub hub;

    @BeforeAll
    static void start() {
        hub = Hub.start(
                machine,
                "version: 1\nadmins: [dana]\nusers: ["
                        + String.join(
                                ", ",
                                IntStream.range(0, USERS).mapToObj(i -> "u" + i).toList())
                        + "]\n");
        hub.await("its own writes have woken it for the last time", () -> passesIn("1.5") == 0);
    }

    @AfterAll
    static void halt() {
        machine.close();
    }

    private static String passes() {
        return machine.run("systemctl", "show", "-p", "StatusText", "--value", "hubwarden")
                .orFail()
                .stdout();
    }

    private static int passesIn(String seconds) {
        String before = passes();
        machine.run("sleep", seconds).orFail();
        return before.equals(passes()) ? 0 : 1;
    }

    /** What the daemon and its children call while it makes a pass that this line of shell brings about. */
    private static List<String> traced(String calls, String cause) {
        Background strace = machine.start(
                "sh",
                "-c",
                "exec strace -f -y -s 64 -o /root/trace -e trace=" + calls
                        + " -p $(systemctl show -p MainPID --value hubwarden)");
        hub.awaitShell("! grep -L 'TracerPid:.[1-9]' /proc/$(systemctl show -p MainPID --value hubwarden)/task/*/status"
                + " | grep .");
        String before = passes();
        machine.sh(cause).orFail();
        hub.await("a pass ends", () -> !passes().equals(before));
        machine.run("sleep", "0.3").orFail();
        machine.sh("kill $(pgrep -x strace)").orFail();
        strace.await(Container.PATIENCE);
        return machine.readText("/root/trace").lines().toList();
    }

    /** Calls that succeeded on a file of a disk or of /run; pipes, sockets and memory are none. */
    private static List<String> onFiles(List<String> calls) {
        Pattern place = Pattern.compile("[<\"]/(etc|var|home|run|usr|root|tmp|opt|srv)\\b");
        return calls.stream()
                .filter(call -> place.matcher(call).find())
                .filter(call -> !call.contains(" = -1 "))
                .filter(call -> !call.contains("mmap(") || (call.contains("PROT_WRITE") && call.contains("MAP_SHARED")))
                .toList();
    }

    @Test
    void aPassWithNothingToDoWritesNothing() {
        List<String> calls = traced(CHANGES + ",statx", "touch /etc/nsswitch.conf");
        assertTrue(
                calls.stream().anyMatch(call -> call.contains("\"jupyter-u7\"")), "strace sees that it looks at homes");
        assertEquals(
                List.of(),
                onFiles(calls.stream().filter(call -> !call.contains(" statx(")).toList()));
    }

    /** Two programs take as long as the rest of a pass over thousands of users. */
    @Test
    void aPassWithNothingToDoStartsNoProgram() {
        List<String> calls = traced("execve,statx", "systemctl reload hubwarden");
        assertTrue(
                calls.stream().anyMatch(call -> call.contains("\"jupyter-u7\"")), "strace sees that it looks at homes");
        assertEquals(
                List.of(),
                calls.stream().filter(call -> call.contains("execve(")).toList());
    }

    /** Others may have written much to the file system of the homes, and syncfs would wait for it. */
    @Test
    void aSingleHomeIsFlushedByItself() {
        List<String> calls = traced("fsync,syncfs", "sed -i 's/users: \\[/users: [extra, /' /etc/hubwarden/state.yaml");
        hub.await("its own writes have woken it for the last time", () -> passesIn("1.5") == 0);
        assertEquals(
                List.of(),
                calls.stream().filter(call -> call.contains("syncfs(")).toList());
        assertTrue(
                calls.stream().anyMatch(call -> call.contains("/jupyter-extra/.bashrc>")),
                () -> String.join("\n", calls));
    }

    @Test
    void aPassThatSomebodyAskedForWritesItsReportAndNothingElse() {
        List<String> others = onFiles(traced(CHANGES, "systemctl reload hubwarden")).stream()
                .filter(call -> !call.contains("/run/hubwarden"))
                .toList();
        assertEquals(List.of(), others);
    }

    @Test
    void filesThatAreAsTheyWereAreNotReadAgain() {
        List<String> opened = traced("open,openat,openat2", "systemctl reload hubwarden").stream()
                .filter(call -> !call.contains("getent"))
                .toList();
        for (String file : List.of(
                "/etc/passwd\"",
                "/etc/shadow\"",
                "/etc/group\"",
                "/etc/gshadow\"",
                "/etc/login.defs\"",
                "/etc/subuid\"",
                "/etc/sudoers\"",
                "ledger.json\"",
                ".service\"")) {
            assertEquals(
                    List.of(),
                    opened.stream()
                            .filter(call -> call.contains(file))
                            .filter(QuietIT::isByTheDaemon)
                            .toList());
        }
        assertTrue(opened.stream().anyMatch(call -> call.contains("state.yaml\"")), () -> String.join("\n", opened));
    }

    /** Its children, getent and such, read what they like. */
    private static boolean isByTheDaemon(String call) {
        long thread = Long.parseLong(call.substring(0, call.indexOf(' ')));
        return machine.sh("test -d /proc/$(systemctl show -p MainPID --value hubwarden)/task/" + thread)
                        .exit()
                == 0;
    }
}
