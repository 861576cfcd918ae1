package org.hubwarden.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far somebody's leaving came.
 *
 * @param stages the steps that were begun
 * @param days on so many days a pass ran, by a clock that was trusted; negative while a home that was brought back has its rest
 * @param counted the last of them; empty for none
 * @param elsewhere what they own outside their home, a sentence; empty until that was listed
 * @param archive the name of the file that holds the home, once it does and the home is gone
 * @param asked what a person asked for beyond what goes by itself
 * @param purged whether the account is gone
 */
public record Leaving(
        SortedMap<Stage, Progress> stages,
        long days,
        Optional<LocalDate> counted,
        Optional<String> elsewhere,
        Optional<String> archive,
        Wish asked,
        boolean purged) {

    /** Somebody who begins to leave. */
    public static final Leaving BEGINNING = new Leaving(
            Collections.emptySortedMap(), 0, Optional.empty(), Optional.empty(), Optional.empty(), Wish.NOTHING, false);

    /** So many days of somebody whose home was just brought back do not count: it would be packed again at once. */
    public static final int DAYS_OF_REST = 7;

    /** Somebody whose home was just brought back. */
    public static final Leaving RESTORED = new Leaving(
            Collections.emptySortedMap(),
            -DAYS_OF_REST,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Wish.NOTHING,
            false);

    /** What a person asks for. */
    public enum Wish {
        NOTHING,
        /** The account goes for ever. */
        PURGE,
        /** The home comes back out of its archive. */
        RESTORE,
        /** The account goes for ever, and another person may have the name. */
        FRESH;

        /** As it is written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Leaving {
        stages = Collections.unmodifiableSortedMap(new TreeMap<>(stages));
    }

    /** The moment at which a step was seen to be done. */
    public Optional<Instant> done(Stage stage) {
        return progress(stage).flatMap(Progress::done);
    }

    /** How far a step came. */
    public Optional<Progress> progress(Stage stage) {
        return Optional.ofNullable(stages.get(stage));
    }

    /** The same with a step that is about to be done; one that was under way keeps its beginning. */
    public Leaving begun(Stage stage, Instant now) {
        boolean isUnderWay = progress(stage).filter(p -> p.done().isEmpty()).isPresent();
        return isUnderWay ? this : with(stage, new Progress(now, Optional.empty()));
    }

    /** The same with a step that was seen to be done; the first time counts. */
    public Leaving done(Stage stage, Instant now) {
        if (done(stage).isPresent()) {
            return this;
        }
        Instant begun = progress(stage).map(Progress::begun).orElse(now);
        return with(stage, new Progress(begun, Optional.of(now)));
    }

    private Leaving with(Stage stage, Progress progress) {
        Map<Stage, Progress> more = new EnumMap<>(Stage.class);
        more.putAll(stages);
        more.put(stage, progress);
        return new Leaving(new TreeMap<>(more), days, counted, elsewhere, archive, asked, purged);
    }

    /** The same after a pass on a day; a day counts once, and none that is before the last. */
    public Leaving passedOn(LocalDate day) {
        boolean isNew = counted.filter(last -> !day.isAfter(last)).isEmpty();
        return isNew ? new Leaving(stages, days + 1, Optional.of(day), elsewhere, archive, asked, purged) : this;
    }

    /** The same with what they own outside their home. */
    public Leaving listing(Optional<String> sentence) {
        return new Leaving(stages, days, counted, sentence, archive, asked, purged);
    }

    /** The same with the home in an archive, and nowhere else. */
    public Leaving archivedAs(Optional<String> file) {
        return new Leaving(stages, days, counted, elsewhere, file, asked, purged);
    }

    /** The same with what a person asked for. */
    public Leaving asking(Wish wish) {
        return new Leaving(stages, days, counted, elsewhere, archive, wish, purged);
    }

    /** The same once the account is gone. A purge that was begun is done with that. */
    public Leaving gone() {
        Leaving whole =
                progress(Stage.PURGE).map(p -> done(Stage.PURGE, p.begun())).orElse(this);
        return new Leaving(whole.stages, days, counted, elsewhere, archive, asked, true);
    }
}
