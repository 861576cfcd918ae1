package org.hubwarden.desired;

import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** What YAML itself objects to, said for people who do not know how a YAML parser works. */
record SyntaxFault(Position at, String sentence) {

    static final String NO_DIRECTIVES = "lines that start with % have no use here; take the line out";
    static final String NOT_YAML = "this is not YAML; write \"key: value\" lines, and \"- name\" in lists";
    static final String ONE_DOCUMENT = "a second document starts here; keep one document in the file";

    private static final String UNCLOSED =
            " that opens here has no end; put commas between the entries, and close it with ";
    private static final String NO_REFERENCES =
            "tags, anchors and aliases (!, & and *) are not allowed; take it out, or put quotes around the text";

    /**
     * @param fragment of the library's message
     * @param atStart whether the place where the construct began teaches more than the place where reading stopped
     */
    private record Rule(String fragment, boolean atStart, String sentence) {}

    /** The first that applies counts. */
    private static final List<Rule> RULES = List.of(
            new Rule("(TAB)", false, "a tab stands here; use spaces"),
            new Rule(
                    "cannot start any token",
                    false,
                    "nothing can start with %s; take it out, names start with a-z or 0-9"),
            new Rule(
                    "could not find expected ':'",
                    true,
                    "a key without a colon; write \"key:\", or \"- name\" in a list"),
            new Rule(
                    "mapping values are not allowed",
                    false,
                    "a colon does not fit here; write one \"key: value\" on a line, with a space after the colon, and look whether the line above lacks one"),
            new Rule(
                    "are not allowed here",
                    false,
                    "the entry cannot start here; put it on a line of its own, indented like its neighbours"),
            new Rule("parsing a flow sequence", true, "the list" + UNCLOSED + "]"),
            new Rule("parsing a flow mapping", true, "the map" + UNCLOSED + "}"),
            new Rule(
                    "<block end>",
                    false,
                    "the line does not line up with those above; indent the entries of one list or map alike"),
            new Rule(
                    "scanning a quoted scalar",
                    true,
                    "the quote that opens here is never closed; close it, or take it out"),
            new Rule("double-quoted scalar", false, "a backslash with a meaning YAML does not know; use single quotes"),
            new Rule("block scalar", false, "a text block (| or >) has no use here; write the text on one line"),
            new Rule("directive", false, NO_DIRECTIVES),
            new Rule("incompatible YAML document", false, NO_DIRECTIVES),
            new Rule("tag handle", false, NO_REFERENCES),
            new Rule("scanning a tag", true, NO_REFERENCES),
            new Rule("scanning an a", true, NO_REFERENCES),
            new Rule("<document start>", false, ONE_DOCUMENT),
            new Rule(
                    "expected the node content",
                    false,
                    "a value is missing before this; write it, or take the comma or colon out"),
            new Rule("", false, NOT_YAML));

    /** The place and the sentence for an exception of the library. */
    static SyntaxFault of(MarkedYAMLException fault, String text) {
        String message = fault.getContext() + "; " + fault.getProblem();
        Rule rule = RULES.stream()
                .filter(r -> message.contains(r.fragment()))
                .findFirst()
                .orElseThrow();
        Mark start = fault.getContextMark();
        Mark mark = rule.atStart() && start != null ? start : fault.getProblemMark();
        return new SyntaxFault(Position.of(mark), rule.sentence().replace("%s", characterAt(mark, text)));
    }

    private static String characterAt(Mark mark, String text) {
        int at = mark.getIndex();
        return at < text.length() ? Shown.quoted(Character.toString(text.codePointAt(at))) : "the end of the file";
    }
}
