package org.hubwarden.host.linux.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Shared memory, semaphores and message queues as System V had them: they outlive every process. See sysvipc(7). */
public final class SysvIpc {

    private static final Path LISTS = Path.of("/proc/sysvipc");
    private static final int IPC_RMID = 0;

    private SysvIpc() {}

    /** Removes what has this uid as owner or maker; the thread must be allowed to. Notes what stays. */
    public static void forget(long uid, List<String> failures) {
        for (int id : of(uid, "shm", failures)) {
            note(Libc.shmctl(id, IPC_RMID, 0), "shared memory " + id, failures);
        }
        for (int id : of(uid, "sem", failures)) {
            note(Libc.semctl(id, 0, IPC_RMID, 0), "semaphores " + id, failures);
        }
        for (int id : of(uid, "msg", failures)) {
            note(Libc.msgctl(id, IPC_RMID, 0), "message queue " + id, failures);
        }
    }

    private static void note(int result, String what, List<String> failures) {
        if (result != 0) {
            failures.add(what + " could not be removed");
        }
    }

    private static List<Integer> of(long uid, String sort, List<String> failures) {
        try {
            return parse(Files.readString(LISTS.resolve(sort), StandardCharsets.US_ASCII), uid);
        } catch (IOException e) {
            failures.add(LISTS.resolve(sort) + " cannot be read");
            return List.of();
        }
    }

    /** By the names in the first line: the lists differ, and so do kernels. */
    public static List<Integer> parse(String list, long uid) {
        List<String> lines = list.lines().toList();
        List<Integer> ids = new ArrayList<>();
        if (lines.isEmpty()) {
            return ids;
        }
        List<String> names = Arrays.asList(lines.get(0).strip().split("\\s+", -1));
        String own = Long.toString(uid);
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.strip().split("\\s+", -1);
            if (fields[names.indexOf("uid")].equals(own) || fields[names.indexOf("cuid")].equals(own)) {
                ids.add(Integer.valueOf(fields[1]));
            }
        }
        return ids;
    }
}
