/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a file: goes through its pages and reads levels, and by {@link LeafValues} values.
 * What is skipped is passed over when something is read next, whole pages without decompressing
 * them.
 */
final class LeafColumn {
  private static final int WINDOW = 1024;
  private static final Columns NO_SPARE = new Columns(1);

  /** More in a batch of few rows is no table, and would fill the memory. */
  private static final int MOST_LEVELS = 1 << 26;

  private final SchemaNode leaf;
  private final LeafValues values;
  private final int slotDefinition;
  private final RunDecoder definitions = new RunDecoder();
  private final RunDecoder repetitions = new RunDecoder();

  private @Nullable ChunkPages pages;
  private byte @Nullable [] scratch;
  private boolean loaded;
  private boolean hasDictionary;

  /** Whether what comes next has to be the first value of a row. */
  private boolean atRow;

  /** Levels left of the current page. */
  private int left;

  /**
   * Rows passed over, but not yet in the page. Fewer than none where pages were left out ahead of
   * what is to be passed over.
   */
  private long skipped;

  /** Levels that were decoded, but not yet consumed: a row ends where the next one begins. */
  private final int[] windowDefinitions = new int[WINDOW];

  private final int[] windowRepetitions = new int[WINDOW];
  private int windowAt;
  private int windowEnd;

  /** Levels of the current batch. */
  private int[] batchDefinitions = new int[0];

  private int[] batchRepetitions = new int[0];
  private int batchLevels;
  private int batchSlots;
  private boolean[] batchNulls = new boolean[0];
  private boolean batchHasNulls;

  /**
   * @param slotDefinition the definition level from which on there is a place for a value, though
   *     it may be null: that of the innermost repeated group
   */
  LeafColumn(SchemaNode leaf, LeafValues values, int slotDefinition) {
    this.leaf = leaf;
    this.values = values;
    this.slotDefinition = slotDefinition;
  }

  SchemaNode leaf() {
    return leaf;
  }

  LeafValues values() {
    return values;
  }

  /** Begins a row group. */
  void open(List<ChunkPiece.Loaded> pieces, Codec codec) {
    pages = new ChunkPages(pieces, codec, leaf, scratch);
    values.reset();
    loaded = false;
    hasDictionary = false;
    atRow = true;
    left = 0;
    skipped = 0;
    windowAt = 0;
    windowEnd = 0;
  }

  /** Lets go of the row group's bytes. */
  void close() {
    if (pages != null) {
      scratch = pages.scratch();
    }
    pages = null;
    values.reset();
  }

  /**
   * Checks, behind the last row of a row group, that there is nothing left; unless what is left was
   * not read, but passed over.
   */
  void checkExhausted() throws IOException {
    if (skipped > 0) {
      return;
    }
    while (left == 0 && loadNext()) {
      // A page without values does no harm.
    }
    if (left > 0 || windowAt < windowEnd) {
      throw new MalformedFileException("a column has more values than its row group");
    }
  }

  /** Passes over rows. */
  void skip(long rows) {
    skipped += rows;
  }

  /** Reads a column that is neither nested nor repeated, into what is there if it has room. */
  void readFlat(Columns out, int ordinal, int rows) throws IOException {
    skipFlat();
    values.begin(rows, out, ordinal);
    boolean[] spareNulls = out.nulls[ordinal];
    boolean[] nulls = null;
    boolean hasNulls = false;
    for (int done = 0; done < rows; ) {
      load();
      checkNotOmitted();
      int some = Math.min(left, rows - done);
      int present = some;
      if (leaf.definition() > 0) {
        present = definitions.skipOnes(some);
        if (present < some) {
          nulls = nulls == null ? cleared(spareNulls, rows) : nulls;
          present += definitions.readNulls(nulls, done + present, some - present);
        }
      }
      values.read(done, present);
      if (present < some && nulls != null) {
        hasNulls = true;
        values.spread(done, some, present, nulls);
      }
      left -= some;
      done += some;
    }
    out.nulls[ordinal] = hasNulls ? nulls : null;
    values.finish(out, ordinal);
  }

  private static boolean[] cleared(boolean @Nullable [] spare, int rows) {
    if (spare == null || spare.length < rows) {
      return new boolean[rows];
    }
    Arrays.fill(spare, 0, rows, false);
    return spare;
  }

  /** Reads rows of a column that is nested or repeated. Their levels are kept until the next. */
  void readNested(int rows) throws IOException {
    skipNested();
    values.begin(rows, NO_SPARE, 0);
    batchLevels = 0;
    batchSlots = 0;
    batchHasNulls = false;
    batchDefinitions = ensure(batchDefinitions, rows);
    batchRepetitions = ensure(batchRepetitions, rows);
    for (int started = 0; ; ) {
      if (windowAt == windowEnd && !fillWindow()) {
        checkComplete(started == rows);
        return;
      }
      if (started < rows) {
        checkNotOmitted();
      }
      int from = windowAt;
      int to = from;
      while (to < windowEnd && (windowRepetitions[to] != 0 || started < rows)) {
        started += windowRepetitions[to] == 0 ? 1 : 0;
        to++;
      }
      keep(from, to);
      windowAt = to;
      if (to < windowEnd) {
        return;
      }
    }
  }

  int levels() {
    return batchLevels;
  }

  int[] definitionLevels() {
    return batchDefinitions;
  }

  int[] repetitionLevels() {
    return batchRepetitions;
  }

  /** How many places for values there are, with the nulls. */
  int slots() {
    return batchSlots;
  }

  /** Which of the places are null; no array if none is. */
  boolean @Nullable [] slotNulls() {
    return batchHasNulls ? Arrays.copyOf(batchNulls, batchSlots) : null;
  }

  private void keep(int from, int to) throws IOException {
    int count = to - from;
    if (batchLevels + count > MOST_LEVELS) {
      throw new MalformedFileException("a row has too many elements");
    }
    batchDefinitions = ensure(batchDefinitions, batchLevels + count);
    batchRepetitions = ensure(batchRepetitions, batchLevels + count);
    System.arraycopy(windowDefinitions, from, batchDefinitions, batchLevels, count);
    System.arraycopy(windowRepetitions, from, batchRepetitions, batchLevels, count);
    batchLevels += count;
    if (batchNulls.length < batchSlots + count) {
      batchNulls =
          Arrays.copyOf(batchNulls, LeafValues.grown(batchNulls.length, batchSlots + count));
    }
    int slots = batchSlots;
    int present = 0;
    for (int i = from; i < to; i++) {
      if (windowDefinitions[i] >= slotDefinition) {
        boolean isNull = windowDefinitions[i] < leaf.definition();
        batchNulls[slots++] = isNull;
        present += isNull ? 0 : 1;
      }
    }
    int added = slots - batchSlots;
    values.grow(slots);
    values.read(batchSlots, present);
    if (present < added) {
      values.spread(batchSlots, added, present, batchNulls);
      batchHasNulls = true;
    }
    batchSlots = slots;
  }

  /** Decodes further levels of the current page or the next. */
  private boolean fillWindow() throws IOException {
    while (left == 0) {
      if (!loadNext()) {
        return false;
      }
    }
    load();
    int some = Math.min(left, WINDOW);
    definitions.read(windowDefinitions, 0, some);
    if (leaf.repetition() > 0) {
      repetitions.read(windowRepetitions, 0, some);
      if (atRow && windowRepetitions[0] != 0) {
        throw new MalformedFileException("a column begins in the middle of a row");
      }
      atRow = false;
    }
    left -= some;
    windowAt = 0;
    windowEnd = some;
    return true;
  }

  private void skipFlat() throws IOException {
    while (skipped > 0) {
      if (left == 0) {
        requireNext();
        // Some of what is to be passed over may not even be there.
        continue;
      }
      if (skipped >= left) {
        skipped -= left;
        left = 0;
        loaded = false;
      } else {
        load();
        int some = (int) Math.min(skipped, WINDOW);
        int present = some;
        if (leaf.definition() > 0) {
          definitions.read(windowDefinitions, 0, some);
          present = countPresent(0, some);
        }
        values.skip(present);
        skipped -= some;
        left -= some;
      }
    }
  }

  private void skipNested() throws IOException {
    checkNotOmitted();
    if (skipped == 0) {
      return;
    }
    while (true) {
      if (windowAt == windowEnd) {
        passOverPages();
        if (!fillWindow()) {
          checkComplete(skipped == 0);
          return;
        }
      }
      int from = windowAt;
      int to = from;
      while (to < windowEnd && (windowRepetitions[to] != 0 || skipped > 0)) {
        skipped -= windowRepetitions[to] == 0 ? 1 : 0;
        to++;
      }
      values.skip(countPresent(from, to));
      windowAt = to;
      if (to < windowEnd) {
        checkNotOmitted();
        return;
      }
    }
  }

  /** Passes over what is left of pages of which nothing is wanted, where each value is a row. */
  private void passOverPages() throws IOException {
    while (leaf.repetition() == 0 && skipped > 0 && (left > 0 || loadNext())) {
      if (skipped < left) {
        return;
      }
      skipped -= left;
      left = 0;
      loaded = false;
    }
  }

  private int countPresent(int from, int to) {
    int present = 0;
    for (int i = from; i < to; i++) {
      present += windowDefinitions[i] >= leaf.definition() ? 1 : 0;
    }
    return present;
  }

  /** Makes the current page, or the next, ready to be read. */
  private void load() throws IOException {
    while (left == 0) {
      requireNext();
    }
    if (!loaded) {
      DataPage page = pages().load(values.keepsBytes());
      repetitions.resetLevels(
          page.bytes(), page.repetitionFrom(), page.repetitionEnd(), leaf.repetition());
      definitions.resetLevels(
          page.bytes(), page.definitionFrom(), page.definitionEnd(), leaf.definition());
      values.page(page);
      loaded = true;
    }
  }

  /** What is read is not among what was left out. */
  private void checkNotOmitted() throws MalformedFileException {
    if (skipped < 0) {
      throw PagePlaces.garbled();
    }
  }

  private void requireNext() throws IOException {
    if (!loadNext()) {
      throw ChunkPages.tooFew();
    }
  }

  /** Goes on to the next page of values, whose bytes are not needed yet. */
  private boolean loadNext() throws IOException {
    loaded = false;
    while (pages().advance()) {
      long omitted = pages().omitted();
      skipped -= omitted;
      atRow |= omitted > 0;
      if (pages().isDictionary()) {
        if (hasDictionary) {
          throw new MalformedFileException("a column has two dictionaries in one row group");
        }
        hasDictionary = true;
        values.dictionary(pages().dictionary());
      } else {
        left = pages().count();
        return true;
      }
    }
    return false;
  }

  private ChunkPages pages() {
    if (pages == null) {
      throw new IllegalStateException("no row group is open");
    }
    return pages;
  }

  private static void checkComplete(boolean complete) throws MalformedFileException {
    if (!complete) {
      throw ChunkPages.tooFew();
    }
  }

  private static int[] ensure(int[] array, int length) {
    return array.length >= length
        ? array
        : Arrays.copyOf(array, LeafValues.grown(array.length, length));
  }
}
