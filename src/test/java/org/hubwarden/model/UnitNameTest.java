package org.hubwarden.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitNameTest {

    @ParameterizedTest
    @CsvSource({
        "jupyter-alice, jupyter@alice.service",
        "jupyter-jane.doe@example, jupyter@jane.doe@example.service",
        "jupyter-a-b_c, jupyter@a-b_c.service",
        "jupyter-a+b+c, jupyter@a\\x2bb\\x2bc.service"
    })
    void anAccountHasOneUnitAndTheUnitOneAccount(String account, String unit) {
        UnixName name = new UnixName(account);
        assertEquals(unit, UnitName.of(name).value());
        assertEquals(Optional.of(name), UnitName.of(name).account());
        assertEquals(account.contains("+"), UnitName.isEscaped(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jupyter@.service", "jupyter@A.service", "jupyter-alice.service", "jupyterhub-users.slice"})
    void whatIsNoInstanceBelongsToNoAccount(String unit) {
        assertEquals(Optional.empty(), new UnitName(unit).account());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a b.service", "a/b.service", "a.service\n", "a.timer", "%i.service"})
    void whatSystemdWouldNotTakeIsNoName(String unit) {
        assertThrows(IllegalArgumentException.class, () -> new UnitName(unit));
    }

    @Test
    void tljhNamesUnitsByTheWholeHubName() {
        assertEquals(Optional.of(new UnitName("jupyter-a\\x2bb.service")), UnitName.ofTljh(new HubName("a+b")));
        assertTrue(UnitName.ofTljh(new HubName("a".repeat(239))).isPresent());
        assertFalse(UnitName.ofTljh(new HubName("a".repeat(240))).isPresent());
    }
}
