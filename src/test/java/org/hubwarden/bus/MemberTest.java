package org.hubwarden.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the service says of itself is what it answers to. */
class MemberTest {

    private static final Pattern FACE =
            Pattern.compile("<interface name=\"([^\"]+)\">(.*?)</interface>", Pattern.DOTALL);
    private static final Pattern METHOD =
            Pattern.compile("<method name=\"([^\"]+)\"(?:/>|>(.*?)</method>)", Pattern.DOTALL);
    private static final Pattern ARGUMENT = Pattern.compile("type=\"([^\"]+)\" direction=\"(in|out)\"");

    @Test
    void theDescriptionIsThatOfTheTable() {
        Set<String> table = new TreeSet<>();
        for (Member member : Member.values()) {
            table.add(member.face().text() + "." + member.text() + "(" + member.in() + ")(" + member.out() + ")");
        }
        Set<String> described = new TreeSet<>();
        Matcher face = FACE.matcher(Introspection.of(Answers.OBJECT));
        while (face.find()) {
            Matcher method = METHOD.matcher(face.group(2));
            while (method.find()) {
                String arguments = method.group(2) == null ? "" : method.group(2);
                described.add(face.group(1) + "." + method.group(1) + "(" + types(arguments, "in") + ")("
                        + types(arguments, "out") + ")");
            }
        }
        assertEquals(table, described);
    }

    private static String types(String arguments, String direction) {
        StringBuilder types = new StringBuilder();
        Matcher argument = ARGUMENT.matcher(arguments);
        while (argument.find()) {
            types.append(argument.group(2).equals(direction) ? argument.group(1) : "");
        }
        return types.toString();
    }

    @Test
    void whoAsksTooOftenWaits() {
        long[] now = {0};
        Rates rates = new Rates(() -> now[0]);
        for (int i = 0; i < 1000; i++) {
            assertTrue(rates.allow(5));
        }
        assertFalse(rates.allow(5));
        assertTrue(rates.allow(0), "others do not wait for it");
        now[0] += 1_000_000_000L;
        for (int i = 0; i < 200; i++) {
            assertTrue(rates.allow(5));
        }
        assertFalse(rates.allow(5));
    }
}
