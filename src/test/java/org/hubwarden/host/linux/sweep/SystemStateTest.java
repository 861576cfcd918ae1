package org.hubwarden.host.linux.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What of a running machine is read from tables of the kernel's, and from the journal's files. */
class SystemStateTest {

    private static final String TABLE = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0
               1: 0100007F:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000   998        0 4712 1 0
               2: 0100007F:D431 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1003        0 4713 1 0
               3: 0100007F:0050 0100007F:9999 01 00000000:00000000 00:00000000 00000000     0        0 4714 1 0
            """;

    @Test
    void portsOfRootAndOfServicesAreToldAndThoseOfNotebooksAreNot() {
        assertEquals(
                Map.of("tcp port 22 at 00000000 uid 0", "4711", "tcp port 8081 at 0100007F uid 998", "4712"),
                PortEntries.listening("tcp", TABLE));
    }

    @Test
    void everyLoadedProgramOfTheKernelIsSeen() {
        assertEquals(
                List.of("program evil with tag 0011223344556677", "program  with tag 8899aabbccddeeff"),
                SystemState.programs("""
                        ffffffff81000000 T _text
                        0000000000000000 t bpf_prog_0011223344556677_evil\t[bpf]
                        0000000000000000 t bpf_prog_8899aabbccddeeff\t[bpf]
                        0000000000000000 t bpf_prog_0011223344556677_evil\t[bpf]
                        0000000000000000 t bpf_prog_0123456789abcdef_other\t[module]
                        """.lines()));
    }

    private static JournalGaps.Span system(long first, long last) {
        return new JournalGaps.Span("a", true, first, last, first * 1_000_000, last * 1_000_000);
    }

    private static JournalGaps.Span user(long first, long last) {
        return new JournalGaps.Span("a", false, first, last, first, last);
    }

    @Test
    void aFileThatWasTakenOutOfTheJournalLeavesAGap() {
        assertEquals(List.of(), JournalGaps.gaps(List.of(system(1, 9), system(10, 20), system(21, 30))));
        assertEquals(
                List.of("entries 10 to 20, of the time between 1970-01-01T00:00:09Z and 1970-01-01T00:00:21Z"),
                JournalGaps.gaps(List.of(system(21, 30), system(1, 9))));
    }

    @Test
    void whatJournaldRemovesItselfLeavesNone() {
        assertEquals(List.of(), JournalGaps.gaps(List.of(system(500, 600), system(601, 700))), "the oldest are gone");
        assertEquals(
                List.of(),
                JournalGaps.gaps(List.of(system(1, 9), user(10, 12), system(13, 20))),
                "a user's entries have numbers as well");
        assertEquals(
                List.of(),
                JournalGaps.gaps(
                        List.of(system(1, 9), system(50, 60), new JournalGaps.Span("b", true, 70, 80, 70, 80))),
                "a journal that was begun anew");
    }
}
