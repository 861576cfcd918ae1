package org.hubwarden.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ApprovalCodecTest {

    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

    private static Stakes stakes(String file, String... changes) {
        return new Stakes(file.repeat(16), new TreeSet<>(List.of(changes)));
    }

    private static final Approval APPROVAL = new Approval(stakes("ab12", "remove a", "promote \"b\""), AT);

    @Test
    void comesBackAsItWas() {
        assertEquals(Optional.of(APPROVAL), ApprovalCodec.decode(ApprovalCodec.encode(APPROVAL)));
    }

    @Test
    void whatIsCutOffOrChangedIsNobodysYes() {
        byte[] good = ApprovalCodec.encode(APPROVAL);
        for (int length = 0; length < good.length - 2; length++) {
            assertEquals(Optional.empty(), ApprovalCodec.decode(Arrays.copyOf(good, length)), length + " bytes");
        }
        String text = new String(good, StandardCharsets.UTF_8);
        for (String other : List.of(
                text.replace("remove a", "remove c"),
                text.replace("ab12", "ab13"),
                text.replace("\"version\" : 1", "\"version\" : 2"),
                text.replace("2026-", "2026"),
                text.replace("]", ", \"remove z\" ]"),
                text + "x")) {
            assertNotEquals(text, other);
            assertEquals(Optional.empty(), ApprovalCodec.decode(other.getBytes(StandardCharsets.UTF_8)), other);
        }
    }

    @Test
    void theDigestNamesFileAndChanges() {
        assertEquals(stakes("a", "x", "y").digest(), stakes("a", "y", "x").digest());
        assertNotEquals(stakes("a", "x").digest(), stakes("b", "x").digest());
        assertNotEquals(stakes("a", "x").digest(), stakes("a", "x", "y").digest());
        assertTrue(stakes("a", "x").digest().matches("[0-9a-f]{64}"));
    }

    @Test
    void moreCoversLessOfTheSameFile() {
        assertTrue(stakes("a", "x", "y").cover(stakes("a", "x")));
        assertFalse(stakes("a", "x").cover(stakes("a", "x", "y")));
        assertFalse(stakes("a", "x").cover(stakes("b", "x")));
    }

    @Test
    void countsForADay() {
        assertTrue(APPROVAL.isFresh(AT));
        assertTrue(APPROVAL.isFresh(AT.plus(Duration.ofHours(24)).minusSeconds(1)));
        assertFalse(APPROVAL.isFresh(APPROVAL.end()));
        assertFalse(APPROVAL.isFresh(AT.minus(Duration.ofHours(25))), "the clock went back");
    }
}
