package org.hubwarden.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hubwarden.ledger.Stage;

/**
 * The procedure of leaving: in which order deeds are carried out, for all people together, and which stage each belongs to. First
 * what is undone, then what keeps things from being started, then what ends them, and the home last.
 */
final class LeavingSequence {

    private static final List<Row> ROWS = List.of(
            new Row(LeavingStep.Unmask.class, Stage.LOCK, Part.UNDOES),
            new Row(LeavingStep.TakeBack.class, Stage.SESSIONS, Part.UNDOES),
            new Row(LeavingStep.ForgetSudo.class, Stage.RIGHTS, Part.COMPLETES),
            new Row(LeavingStep.Mask.class, Stage.LOCK, Part.PREPARES),
            new Row(LeavingStep.SetAside.class, Stage.SESSIONS, Part.PREPARES),
            new Row(LeavingStep.Tell.class, Stage.SESSIONS, Part.PREPARES),
            new Row(LeavingStep.Halt.class, Stage.LOCK, Part.COMPLETES),
            new Row(LeavingStep.EndSessions.class, Stage.SESSIONS, Part.COMPLETES),
            new Row(LeavingStep.EndProcesses.class, Stage.PROCESSES, Part.COMPLETES),
            new Row(LeavingStep.CloseKeys.class, Stage.KEYS, Part.PREPARES),
            new Row(LeavingStep.ListFiles.class, Stage.KEYS, Part.PREPARES),
            new Row(LeavingStep.KeepList.class, Stage.KEYS, Part.COMPLETES),
            new Row(LeavingStep.PackHome.class, Stage.ARCHIVE, Part.PREPARES),
            new Row(LeavingStep.KeepArchive.class, Stage.ARCHIVE, Part.COMPLETES),
            new Row(LeavingStep.RestoreHome.class, Stage.ARCHIVE, Part.PREPARES),
            new Row(LeavingStep.GiveBack.class, Stage.ARCHIVE, Part.PREPARES));

    private static final Map<Class<?>, Integer> PLACES = IntStream.range(0, ROWS.size())
            .boxed()
            .collect(Collectors.toUnmodifiableMap(place -> ROWS.get(place).deed(), Function.identity()));

    /** That in which deeds are carried out. */
    static final Comparator<LeavingStep> ORDER = Comparator.comparingInt(step -> place(step.getClass()));

    private LeavingSequence() {}

    /** What a deed is to its stage. */
    enum Part {
        /** Once it is done, so is the stage. */
        COMPLETES,
        /** It begins a stage, which another deed, or a look at the machine, ends. */
        PREPARES,
        /** It undoes the stage for one who is back. */
        UNDOES
    }

    private record Row(Class<? extends LeavingStep> deed, Stage stage, Part part) {}

    static Stage stage(Class<? extends LeavingStep> deed) {
        return ROWS.get(place(deed)).stage();
    }

    static Part part(Class<? extends LeavingStep> deed) {
        return ROWS.get(place(deed)).part();
    }

    private static int place(Class<? extends LeavingStep> deed) {
        Integer place = PLACES.get(deed);
        if (place == null) {
            throw new IllegalArgumentException("no place in the procedure of leaving: " + deed);
        }
        return place;
    }
}
