package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an editor makes of the schema in the package: the language server for YAML, with the line that the example has. */
class SchemaEditorIT {

    private static final String SHIPPED = "/usr/share/hubwarden/state.schema.json";
    private static final String EXAMPLE = "/usr/share/doc/hubwarden/examples/state.yaml";

    @TempDir
    private static Path unpacked = Path.of("");

    private static LanguageServer editor;
    private static int files;

    @BeforeAll
    static void start() throws IOException {
        List<String> unpack = List.of(
                "dpkg-deb", "-x", Container.builtPackage(Path.of("target")).toString(), unpacked.toString());
        Background.start(unpack, unpack, new byte[0])
                .await(Duration.ofMinutes(1))
                .orFail();
        editor = new LanguageServer();
    }

    @AfterAll
    static void stop() {
        editor.close();
    }

    @Test
    void theExampleIsGood() throws IOException {
        String example = Files.readString(unpacked.resolve(EXAMPLE.substring(1)));
        assertTrue(example.contains("# yaml-language-server: $schema=" + SHIPPED + "\n"), example);
        assertEquals(List.of(), opened(example.replace(SHIPPED, schema())));
    }

    @Test
    void anUnknownKeyIsFlagged() throws IOException {
        assertEquals(
                List.of("4: Property amdins is not allowed."), opened(head() + "users: [alice]\namdins: [dana]\n"));
        assertEquals(List.of("4: Property adpot is not allowed."), opened(head() + "users:\n  bob: {adpot: true}\n"));
        assertEquals(List.of("4: Property hom is not allowed."), opened(head() + "users: []\ndefaults: {hom: /srv}\n"));
    }

    @Test
    void wrongValuesAreFlaggedAndRightOnesAreNot() throws IOException {
        assertEquals(1, opened(head() + "users: {bob: {adopt: yes}}\n").size());
        assertEquals(1, opened(head() + "users: [Bob]\n").size());
        assertEquals(1, opened(head() + "users: {Bob: }\n").size());
        assertEquals(1, opened(head() + "users: []\nids: {min: 1000}\n").size());
        assertEquals(1, opened(head() + "admins: [a]\n").size());
        assertEquals(
                List.of(),
                opened(head() + "users: [007, null, no, 1e3, a.b@c]\nadmins:\n  12:\n  true: {groups: [x]}\n"
                        + "groups: [x]\ndefaults: {home_mode: 0750}\nids:\n"));
    }

    @Test
    void keysAndWordsAreProposed() throws IOException {
        assertProposed(Set.of("admins", "groups", "defaults", "ids", "hub"), head() + "users: [a]\n\n", 4, 1);
        assertProposed(Set.of("shell", "home", "home_mode", "skeleton"), head() + "users: [a]\ndefaults:\n  \n", 5, 3);
        assertProposed(Set.of("groups", "adopt"), head() + "users:\n  bob:\n    \n", 5, 5);
        assertProposed(Set.of("documented", "tljh"), head() + "users: [a]\nhub:\n  naming: \n", 5, 11);
    }

    private static void assertProposed(Set<String> wanted, String text, int line, int column) throws IOException {
        Path file = file();
        editor.opened(file, text);
        Set<String> proposed = editor.completions(file, line, column);
        assertTrue(proposed.containsAll(wanted), () -> proposed + " at the end of\n" + text);
    }

    private static List<String> opened(String text) throws IOException {
        return editor.opened(file(), text);
    }

    private static Path file() {
        return unpacked.resolve("state-" + files++ + ".yaml");
    }

    private static String schema() {
        return unpacked.resolve(SHIPPED.substring(1)).toString();
    }

    private static String head() {
        return "# yaml-language-server: $schema=" + schema() + "\nversion: 1\n";
    }
}
