package org.hubwarden.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamingTest {

    @ParameterizedTest
    @CsvSource({
        "alice, jupyter-alice",
        "0123, jupyter-0123",
        "abcdefghijklmnopqr, jupyter-abcdefghijklmnopqr",
        "aelie9sohjeequ9iemeipuimuoshahz4aitugiuteeg4ohioh5yuiha6aei7te5z, jupyter-aelie9sohjeequ9iem-4b726",
        "professor.jane.doe@university.example, jupyter-professor.jane.doe-9edb0",
        "professor.jane.doe20dab@gmail.com, jupyter-professor.jane.doe-9edb0"
    })
    void asDocumented(String hub, String unix) {
        assertEquals(unix, Naming.DOCUMENTED.unixName(new HubName(hub)).value());
    }

    @ParameterizedTest
    @CsvSource({
        "alice, jupyter-alice",
        "abcdefghijklmnopq, jupyter-abcdefghijklmnopq",
        "abcdefghijklmnopqr, jupyter-abcdefghijklmnopqr-e375e",
        "aelie9sohjeequ9iemeipuimuoshahz4aitugiuteeg4ohioh5yuiha6aei7te5z, jupyter-aelie9sohjeequ9iem-4b726"
    })
    void asTheCodeOfTljhDoesIt(String hub, String unix) {
        assertEquals(unix, Naming.TLJH.unixName(new HubName(hub)).value());
    }

    @ParameterizedTest
    @EnumSource(Naming.class)
    void everyLengthFitsThirtyTwoCharacters(Naming naming) {
        for (int length = 1; length <= HubName.MAX_LENGTH; length++) {
            UnixName name = naming.unixName(new HubName("a".repeat(length)));
            assertTrue(name.value().length() <= 32, name.value());
            assertEquals(name.value(), GroupName.primaryOf(name).value());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "jupyter-", "jupyter-A", "jupyter-../x", "jupyter-a:b", "Jupyter-a", "jupyter-a\n"})
    void whatIsNoManagedName(String text) {
        assertEquals(false, UnixName.isWellFormed(text));
    }

    @Test
    void theFaultThatMisleadsLeastIsSaid() {
        assertEquals(NameFault.CONTROL, HubName.fault("A b\n/").orElseThrow());
        assertEquals(NameFault.SLASH, HubName.fault("../X").orElseThrow());
        assertEquals(NameFault.INVALID_UNICODE, HubName.fault("\ud83dA").orElseThrow());
        assertEquals(NameFault.DOTS_ONLY, HubName.fault("..").orElseThrow());
        assertEquals(NameFault.FIRST_CHAR, HubName.fault("-rf").orElseThrow());
        assertEquals(NameFault.TOO_LONG, HubName.fault("a".repeat(256)).orElseThrow());
        assertTrue(HubName.fault("a".repeat(255)).isEmpty());
    }
}
