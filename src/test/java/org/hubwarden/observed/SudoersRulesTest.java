package org.hubwarden.observed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** With the output of cvtsudoers 1.9.13 for the text beside it. */
class SudoersRulesTest {

    private static String resource(String name) throws IOException {
        try (InputStream in = SudoersRulesTest.class.getResourceAsStream("/sudoers/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static SudoRule rule(int line, String who) {
        return new SudoRule("/etc/sudoers.d/x", line, who);
    }

    @Test
    void everyGrantIsFoundWithItsPlace() throws IOException {
        SudoersRules rules = SudoersRules.parse(resource("rules.json")).orElseThrow();
        SudoersSource source = new SudoersSource(SudoersSource.linesOf("/etc/sudoers.d/x", resource("rules")));

        assertEquals(
                List.of(
                        rule(5, "%sudo"),
                        rule(6, "alice"),
                        rule(6, "%ops"),
                        rule(6, "dave"),
                        rule(6, "#1005"),
                        rule(6, "%#27"),
                        rule(6, "carol"),
                        rule(9, "ALL"),
                        rule(10, "+net"),
                        rule(11, "jupyter-a"),
                        new SudoRule("/etc/sudoers", 0, "jupyter-b"),
                        new SudoRule("/etc/sudoers", 0, "%jupyterhub-admins"),
                        rule(14, "zed")),
                source.locate(rules));
    }

    @Test
    void aliasesInACircleEnd() {
        String json =
                "{\"User_Aliases\":{\"A\":[{\"useralias\":\"B\"}],\"B\":[{\"useralias\":\"A\"},{\"username\":\"x\"}]},"
                        + "\"User_Specs\":[{\"User_List\":[{\"useralias\":\"A\"}],\"Cmnd_Specs\":[{\"Commands\":[{\"command\":\"ALL\"}]}]}]}";

        assertEquals(
                List.of("x"),
                SudoersRules.parse(json).orElseThrow().grants().get(0).who());
    }

    @Test
    void whatIsNotJsonIsNotRead() {
        assertEquals(Optional.empty(), SudoersRules.parse("{\"User_Specs\": ["));
        assertEquals(Optional.empty(), SudoersRules.parse("{} {}"));
    }

    @Test
    void includesAreRecognised() {
        List<String> directives = List.of(
                "@includedir /etc/sudoers.d",
                "  #include \"/etc/my file\"",
                "@include other\\ file",
                "# include nothing",
                "alice ALL = ALL");
        List<Optional<SudoersSource.Include>> found = new ArrayList<>();
        directives.forEach(d -> found.add(new SudoersSource.Line("f", 1, d).include()));

        assertEquals(
                List.of(
                        Optional.of(new SudoersSource.Include("/etc/sudoers.d", true)),
                        Optional.of(new SudoersSource.Include("/etc/my file", false)),
                        Optional.of(new SudoersSource.Include("other file", false)),
                        Optional.empty(),
                        Optional.empty()),
                found);
    }
}
