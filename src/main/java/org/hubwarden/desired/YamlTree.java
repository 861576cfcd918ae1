package org.hubwarden.desired;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.desired.YamlNode.Entry;
import org.hubwarden.desired.YamlNode.Mapping;
import org.hubwarden.desired.YamlNode.Refused;
import org.hubwarden.desired.YamlNode.Scalar;
import org.hubwarden.desired.YamlNode.Sequence;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.Event.ID;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;

/**
 * Builds the tree of a file from the events of YAML, and refuses what can hide or change meaning: aliases, anchors, tags,
 * merge keys, duplicate keys, further documents, directives, deep nesting.
 */
final class YamlTree {

    /** The deepest level that is read; the state file itself needs four. */
    static final int DEEPEST = 16;

    /** What YAML makes of two exclamation marks. */
    private static final String TAG_PREFIX = "tag:yaml.org,2002:";

    private final WholeText text;
    private final ParserImpl events;
    private final Problems problems;

    private YamlTree(String text, Problems problems) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        this.text = new WholeText(text);
        this.events = new ParserImpl(this.text, options);
        this.problems = problems;
    }

    /** The tree of the first document; empty when there is none, or when a problem stopped the reading. */
    static Optional<YamlNode> read(String text, Problems problems) {
        YamlTree tree = new YamlTree(text, problems);
        try {
            return tree.document();
        } catch (TooDeep e) {
            problems.refuse(
                    e.at, "nested deeper than " + DEEPEST + " levels; take the extra brackets or indentation out");
        } catch (MarkedYAMLException e) {
            SyntaxFault fault = SyntaxFault.of(e, text);
            problems.refuse(fault.at(), fault.sentence());
        } catch (YAMLException | NumberFormatException e) {
            // The second is what SnakeYAML 2.5 makes of an escape that the end of the file cuts.
            problems.refuse(Position.of(tree.text.getMark()), SyntaxFault.NOT_YAML);
        }
        return Optional.empty();
    }

    private Optional<YamlNode> document() {
        events.getEvent();
        if (events.checkEvent(ID.StreamEnd)) {
            return Optional.empty();
        }
        checkDirectives((DocumentStartEvent) events.getEvent());
        YamlNode root = node(events.getEvent(), 1);
        events.getEvent();
        if (!events.checkEvent(ID.StreamEnd)) {
            problems.refuse(Position.of(events.peekEvent().getStartMark()), SyntaxFault.ONE_DOCUMENT);
        }
        return Optional.of(root);
    }

    private void checkDirectives(DocumentStartEvent start) {
        boolean tagDirective = start.getTags() != null && !start.getTags().isEmpty();
        if (start.getVersion() != null || tagDirective) {
            problems.refuse(Position.of(start.getStartMark()), SyntaxFault.NO_DIRECTIVES);
        }
    }

    private YamlNode node(Event event, int depth) {
        Position at = Position.of(event.getStartMark());
        if (depth > DEEPEST) {
            throw new TooDeep(at);
        }
        if (event instanceof AliasEvent alias) {
            problems.refuse(
                    at, "an alias, " + Shown.quoted("*" + alias.getAnchor()) + ", hides a value; write the value out");
            return new Refused(at);
        }
        String anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) {
            problems.refuse(at, "an anchor, " + Shown.quoted("&" + anchor) + ", has no use here; take it out");
        }
        YamlNode node = content(event, at, depth);
        return tagIsRefused(event, at) ? new Refused(at) : node;
    }

    private boolean tagIsRefused(Event event, Position at) {
        String tag = event instanceof ScalarEvent scalar ? scalar.getTag() : ((CollectionStartEvent) event).getTag();
        if (tag == null) {
            return false;
        }
        String shown = Shown.quoted(tag.replace(TAG_PREFIX, "!!"));
        problems.refuse(at, () -> "a tag, " + shown + ", has no use here; take it out, everything is plain text");
        return true;
    }

    private YamlNode content(Event event, Position at, int depth) {
        if (event instanceof ScalarEvent scalar) {
            return new Scalar(at, scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN);
        }
        return event instanceof SequenceStartEvent ? sequence(at, depth) : mapping(at, depth);
    }

    private Sequence sequence(Position at, int depth) {
        List<YamlNode> entries = new ArrayList<>();
        for (Event e = events.getEvent(); !e.is(ID.SequenceEnd); e = events.getEvent()) {
            entries.add(node(e, depth + 1));
        }
        return new Sequence(at, entries);
    }

    private Mapping mapping(Position at, int depth) {
        List<Entry> entries = new ArrayList<>();
        Map<String, Position> seen = new HashMap<>();
        for (Event e = events.getEvent(); !e.is(ID.MappingEnd); e = events.getEvent()) {
            YamlNode key = node(e, depth + 1);
            YamlNode value = node(events.getEvent(), depth + 1);
            if (isUsable(key) && key instanceof Scalar name && isNew(name, seen)) {
                entries.add(new Entry(name, value));
            }
        }
        return new Mapping(at, entries);
    }

    private boolean isUsable(YamlNode key) {
        if (key instanceof Scalar name) {
            boolean merge = name.plain() && name.text().equals("<<");
            if (merge) {
                problems.refuse(name.at(), "a merge key, <<, hides settings; write the settings out");
            }
            return !merge;
        }
        if (!(key instanceof Refused)) {
            problems.refuse(key.at(), key.kind() + " stands where a key must; write a name and a colon");
        }
        return false;
    }

    private boolean isNew(Scalar key, Map<String, Position> seen) {
        Position first = seen.putIfAbsent(key.text(), key.at());
        if (first != null) {
            problems.refuse(
                    key.at(),
                    () -> "the key " + Shown.quoted(key.text()) + " is there already, at line " + first.line()
                            + "; keep one of the two");
        }
        return first == null;
    }

    private static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Position at;

        TooDeep(Position at) {
            super(null, null, false, false);
            this.at = at;
        }
    }
}
