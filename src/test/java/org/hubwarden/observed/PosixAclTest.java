package org.hubwarden.observed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PosixAclTest {

    private static final String HEADER = "02000000";
    private static final String OWNER = "01000700ffffffff";
    private static final String GROUP_RX = "04000500ffffffff";

    private static PosixAcl acl(String... entries) {
        return PosixAcl.parse(HexFormat.of().parseHex(HEADER + String.join("", entries)));
    }

    @ParameterizedTest
    @CsvSource({
        "named user, 0200050092100000, 10000700ffffffff, 20000000ffffffff, true",
        "named user all masked, 0200050092100000, 10000200ffffffff, 20000000ffffffff, false",
        "named user is the owner, 02000500e8030000, 10000700ffffffff, 20000000ffffffff, false",
        "named group, 0800010092100000, 10000700ffffffff, 20000000ffffffff, true",
        "named group is the owning one, 08000700e9030000, 10000700ffffffff, 20000000ffffffff, true",
        "others, 02000000e8030000, 10000700ffffffff, 20000400ffffffff, true",
        "nobody, 0200000092100000, 10000700ffffffff, 20000000ffffffff, false",
    })
    void opens(String what, String named, String mask, String other, boolean expected) {
        assertEquals(expected, acl(OWNER, named, GROUP_RX, mask, other).opensToOthersThan(1000), what);
    }

    @Test
    void withoutAMaskNothingIsTakenAway() {
        assertEquals(5, acl(OWNER, GROUP_RX).owningGroupPermissions());
        assertEquals(4, acl(OWNER, GROUP_RX, "10000600ffffffff").owningGroupPermissions());
    }

    @ParameterizedTest
    @CsvSource({"''", "03000000", "0200000001", "020000000100"})
    void unknownFormsAreRefused(String hex) {
        assertThrows(
                IllegalArgumentException.class,
                () -> PosixAcl.parse(HexFormat.of().parseHex(hex)));
    }
}
