package org.hubwarden.host.linux.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The end of the log of auditd(8). It knows of a file only where somebody told it to watch it. */
final class AuditTrail {

    private static final int END = 256 << 10;
    private static final Pattern EVENT =
            Pattern.compile("type=(\\w+) msg=audit\\((\\d{1,12})\\.\\d+:(\\d{1,18})\\):(.*)");
    private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]*)\"");
    private static final Pattern WHO = Pattern.compile("\\bauid=(\\d+).*\\bpid=(\\d+)|\\bpid=(\\d+).*\\bauid=(\\d+)");
    private static final Pattern EXE = Pattern.compile("\\bexe=\"([^\"]*)\"");

    private final Path log;

    AuditTrail(Path log) {
        this.log = log;
    }

    /** Programs that opened one of these files through the kernel's watch since then, ours left out. */
    List<String> writersOf(List<String> files, Instant since) {
        Map<String, String> calls = new HashMap<>();
        Map<String, Boolean> concerned = new HashMap<>();
        for (String line : end().split("\n", -1)) {
            Matcher event = EVENT.matcher(line);
            if (event.find() && Long.parseLong(event.group(2)) >= since.getEpochSecond()) {
                note(event, Set.copyOf(files), calls, concerned);
            }
        }
        List<String> writers = new ArrayList<>();
        calls.forEach((event, who) -> {
            if (concerned.containsKey(event)) {
                writers.add(who);
            }
        });
        return writers;
    }

    private static void note(
            Matcher event, Set<String> files, Map<String, String> calls, Map<String, Boolean> concerned) {
        Matcher name = NAME.matcher(event.group(4));
        if (event.group(1).equals("SYSCALL")) {
            who(event.group(4)).forEach(who -> calls.put(event.group(3), who));
        } else if (event.group(1).equals("PATH") && name.find() && files.contains(name.group(1))) {
            concerned.put(event.group(3), true);
        }
    }

    private static List<String> who(String call) {
        Matcher exe = EXE.matcher(call);
        Matcher who = WHO.matcher(call);
        if (!exe.find() || !who.find()) {
            return List.of();
        }
        String pid = who.group(2) != null ? who.group(2) : who.group(3);
        String auid = who.group(1) != null ? who.group(1) : who.group(4);
        boolean isOurs = pid.equals(Long.toString(ProcessHandle.current().pid()));
        return isOurs ? List.of() : List.of("audit log: " + exe.group(1) + " (login uid " + auid + ")");
    }

    private String end() {
        try (SeekableByteChannel channel =
                Files.newByteChannel(log, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            channel.position(Math.max(0, channel.size() - END));
            ByteBuffer bytes = ByteBuffer.allocate(END);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
        } catch (IOException absent) {
            return "";
        }
    }
}
