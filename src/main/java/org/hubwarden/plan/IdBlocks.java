package org.hubwarden.plan;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.hubwarden.observed.IdBlock;

/** Many blocks of ids, asked in logarithmic time: machines with thousands of users have as many lines in subuid(5). */
final class IdBlocks {

    /** The blocks by their first id, without those that lie within an earlier one. */
    private final NavigableMap<Long, IdBlock> byFirst = new TreeMap<>();

    IdBlocks(List<IdBlock> blocks) {
        NavigableMap<Long, IdBlock> longest = new TreeMap<>();
        blocks.forEach(block -> longest.merge(block.first(), block, (a, b) -> a.count() >= b.count() ? a : b));
        longest.values().forEach(this::add);
    }

    /** Blocks come in order; one that lies within the block before adds nothing, and must not hide the rest of that. */
    private void add(IdBlock block) {
        Map.Entry<Long, IdBlock> last = byFirst.lastEntry();
        boolean within = last != null
                && block.first() - last.getKey() < last.getValue().count()
                && block.count() <= last.getValue().count() - (block.first() - last.getKey());
        if (!within) {
            byFirst.put(block.first(), block);
        }
    }

    boolean contains(long id) {
        Map.Entry<Long, IdBlock> nearest = byFirst.floorEntry(id);
        return nearest != null && nearest.getValue().contains(id);
    }
}
