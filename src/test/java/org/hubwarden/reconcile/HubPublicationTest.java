package org.hubwarden.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.HubFile;
import org.hubwarden.host.JournalEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real passes over a tree, and what the hub is told after each. */
class HubPublicationTest {

    private static final String FIVE = "version: 1\nusers: [a, b, c, d, e]\n";

    @TempDir
    Path directory;

    private TreeMachine machine;
    private final Told told = new Told();
    private final List<JournalEntry> journal = new ArrayList<>();
    private HubPublication publication;

    /** Keeps what is published, and fails when it is to. */
    private static final class Told implements HubFile {
        final List<String> texts = new ArrayList<>();
        OptionalLong reader = OptionalLong.empty();
        boolean fails;

        @Override
        public void publish(String json, OptionalLong group) throws HostFailure {
            if (fails) {
                throw new HostFailure("/run is full; make room there");
            }
            texts.add(json);
            reader = group;
        }

        String last() {
            return texts.get(texts.size() - 1);
        }
    }

    /** What is told first, and of no interest here. */
    private static final class Nobody implements PassListener {
        @Override
        public void passed(PassResult result, Duration took) {}

        @Override
        public void at(Activity activity) {}

        @Override
        public void stuck(Duration since, String where) {}
    }

    @BeforeEach
    void machine() throws IOException, HostFailure {
        machine = new TreeMachine(directory);
        publication = new HubPublication(new Nobody(), told, journal::add, () -> machine.now);
    }

    private PassResult pass() {
        PassResult result = machine.pass();
        publication.passed(result, Duration.ZERO);
        return result;
    }

    private void pass(String state) throws IOException {
        machine.state(state);
        pass();
    }

    private static List<String> names(String json, String key) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (!key.equals(parser.nextFieldName())) {}
            parser.nextToken();
            List<String> names = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                names.add(parser.getText());
            }
            return names;
        }
    }

    private List<String> users() throws IOException {
        return names(told.last(), "users");
    }

    private List<String> admins() throws IOException {
        return names(told.last(), "admins");
    }

    @Test
    void whoComesAndGoesIsToldAtOnce() throws IOException {
        pass("version: 1\nusers: [alice, b.c@d]\nadmins: [dana]\n");
        assertEquals("""
                {
                  "version" : 1,
                  "written_at" : "2026-11-21T10:00:00Z",
                  "interval_s" : 300,
                  "users" : [ "alice", "b.c@d", "dana" ],
                  "admins" : [ "dana" ]
                }
                """, told.last());
        pass("version: 1\nusers: [alice, dana, zoe]\nadmins: [erin]\n");
        assertEquals(List.of("alice", "dana", "erin", "zoe"), users());
        assertEquals(List.of("erin"), admins());
        pass("version: 1\nusers: [alice, dana, zoe, b.c@d]\nadmins: [erin]\n");
        assertEquals(List.of("alice", "b.c@d", "dana", "erin", "zoe"), users());
    }

    @Test
    void whoIsNotOursYetIsNotTold() throws IOException {
        machine.write("/etc/passwd", machine.text("/etc/passwd") + "jupyter-eve:x:1999:1999::/home/eve:/bin/sh\n");
        pass("version: 1\nusers: [alice, eve]\nadmins: [eve]\n");
        assertEquals(List.of("alice"), users());
        assertEquals(List.of(), admins());
    }

    @Test
    void whileAPlanIsHeldNobodyIsThrownOut() throws IOException {
        pass(FIVE + "admins: [dana, erin]\n");
        machine.state("version: 1\nusers: [a]\nadmins: [dana]\n");
        assertEquals(PassResult.Verdict.HELD, pass().verdict());
        assertEquals(List.of("a", "b", "c", "d", "dana", "e", "erin"), users());
        assertEquals(List.of("dana"), admins(), "rights are taken all the same");
    }

    @Test
    void aRefusedFileChangesNobody() throws IOException {
        pass(FIVE);
        machine.now = machine.now.plus(ReconcileLoop.RESYNC);
        pass("version: 1\nusers: [A]\n");
        assertEquals(List.of("a", "b", "c", "d", "e"), users());
        assertTrue(told.last().contains("2026-11-21T10:05:00Z"), told.last());
    }

    @Test
    void whatCouldNotBeTakenAwayIsNotGranted() throws IOException {
        pass(FIVE + "admins: [dana, erin]\n");
        machine.state("version: 1\nusers: [a, b, c, d, erin]\nadmins: [dana]\n");
        // Somebody edits the group file and does not come back.
        machine.write("/etc/group.lock", "1\n");
        assertEquals(PassResult.Verdict.FAILED, pass().verdict());
        assertEquals(List.of("a", "b", "c", "d", "dana", "erin"), users());
        assertEquals(List.of("dana"), admins());
    }

    @Test
    void itIsRefreshedWithTheTimerAndNotByEveryPass() throws IOException {
        pass(FIVE);
        machine.now = machine.now.plusSeconds(60);
        pass();
        assertEquals(1, told.texts.size());
        machine.now = machine.now.plusSeconds(240);
        pass();
        assertEquals(2, told.texts.size());
        assertEquals(told.texts.get(0), told.last().replace("10:05:00", "10:00:00"));
        machine.now = Instant.parse("2026-11-20T10:00:00Z");
        pass();
        assertEquals(3, told.texts.size(), "a clock that was put back would make it look new for a day");
    }

    @Test
    void whereTheMachineCannotBeReadNothingIsSaid() throws IOException {
        pass(FIVE);
        machine.now = machine.now.plus(ReconcileLoop.RESYNC);
        String passwd = machine.text("/etc/passwd");
        Files.delete(machine.path("/etc/passwd"));
        pass();
        assertEquals(1, told.texts.size());
        machine.write("/etc/passwd", passwd);
        pass();
        assertEquals(2, told.texts.size());
    }

    @Test
    void theHubsGroupMayReadItAndNobodyElses() throws IOException {
        pass(FIVE);
        assertEquals(OptionalLong.empty(), told.reader);
        machine.write(
                "/etc/passwd",
                machine.text("/etc/passwd") + "jupyterhub:x:990:991::/var/lib/jupyterhub:/bin/false\n"
                        + "toor:x:0:992::/root:/bin/sh\n");
        pass();
        assertEquals(OptionalLong.of(991), told.reader);
        pass(FIVE + "hub: {user: toor}\n");
        assertEquals(OptionalLong.empty(), told.reader);
    }

    @Test
    void aFailureIsToldOnceAndMadeGood() throws IOException {
        told.fails = true;
        pass(FIVE);
        pass();
        assertEquals(1, journal.size());
        assertTrue(
                journal.get(0).message().contains("/run is full"),
                () -> journal.get(0).message());
        told.fails = false;
        pass();
        assertEquals(5, users().size());
    }
}
