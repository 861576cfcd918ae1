package org.hubwarden.observed.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that SQLite itself made, with the table as JupyterHub makes it. */
class UsersTableTest {

    private static byte[] file(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(UsersTableTest.class.getResourceAsStream("/hub/" + name))) {
            return in.readAllBytes();
        }
    }

    @Test
    void namesAndAdmins() throws IOException {
        SortedMap<String, Boolean> users = UsersTable.read(file("few.sqlite")).orElseThrow();
        assertEquals(
                Map.of(
                        "ada", true,
                        "ben", false,
                        "nobody-said", false,
                        "professor.jane.doe@university.example", false,
                        "zoë", false),
                users,
                "somebody deleted is not there");
    }

    @Test
    void manyPagesRowsLongerThanAPageAndAnotherEncoding() throws IOException {
        SortedMap<String, Boolean> users = UsersTable.read(file("many.sqlite")).orElseThrow();
        assertEquals(60, users.size());
        assertEquals(6, users.values().stream().filter(admin -> admin).count());
        assertEquals(Optional.of(true), Optional.ofNullable(users.get("user050")));
    }

    @Test
    void whatIsNoDatabaseIsNone() throws IOException {
        assertEquals(Optional.empty(), UsersTable.read(new byte[0]));
        assertEquals(Optional.empty(), UsersTable.read(new byte[4096]));
        assertEquals(Optional.empty(), UsersTable.read(Arrays.copyOf(file("few.sqlite"), 200)));
        assertFalse(UsersTable.hasLog(file("few.sqlite")));
    }

    /** Whoever runs the hub writes the file, and root reads it. */
    @ParameterizedTest
    @ValueSource(strings = {"few.sqlite", "many.sqlite"})
    void damageEndsTheReadingAndNothingElse(String name) throws IOException {
        byte[] sound = file(name);
        Random random = new Random(7);
        int read = 0;
        for (int round = 0; round < 3000; round++) {
            byte[] damaged = sound.clone();
            for (int i = 0; i <= round % 40; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            read += UsersTable.read(damaged).isPresent() ? 1 : 0;
        }
        assertTrue(read > 0 && read < 3000, read + " of 3000 were read");
    }

    /** Each interior page points at the one after it: a tree as deep as the file is long. */
    @Test
    void aTreeThatGoesDownForEverIsNone() throws IOException {
        byte[] deep = Arrays.copyOf(file("many.sqlite"), 512 * 20_000);
        for (int page = 1; page < 20_000; page++) {
            int at = (page - 1) * 512 + (page == 1 ? 100 : 0);
            deep[at] = 5;
            deep[at + 3] = 0;
            deep[at + 4] = 0;
            int next = page + 1;
            for (int i = 0; i < 4; i++) {
                deep[at + 8 + i] = (byte) (next >>> (24 - 8 * i));
            }
        }
        assertEquals(Optional.empty(), UsersTable.read(deep));
    }
}
