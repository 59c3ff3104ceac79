/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.DeletedRows;
import io.deltasharing.flink.plan.DeletionVectorReader;
import io.deltasharing.flink.plan.FileSection;
import io.deltasharing.flink.plan.PlanningException;
import io.deltasharing.flink.read.DataFileReader;
import io.deltasharing.flink.read.FieldPaths;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.ReadColumn;
import io.deltasharing.flink.read.ReadFigures;
import io.deltasharing.flink.read.ReadFilter;
import io.deltasharing.flink.read.RowRangeReader;
import io.deltasharing.flink.storage.TableStorage;
import io.deltasharing.flink.types.SchemaMismatchException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens data files with decoders of our own. A file with a column in a form that these do not know
 * is left to another reader, which is said once for each form.
 */
public final class ParquetReader implements DataFileReader {
  private static final Logger LOG = LoggerFactory.getLogger(ParquetReader.class);

  private final TableStorage storage;
  private final StorageLocation root;
  private final DeletionVectorReader vectors;
  private final List<ReadColumn> columns;
  private final ScanSettings settings;
  private final Supplier<RowRangeReader> fallback;
  private final @Nullable ReadFilter filter;
  private final FieldPaths produced;
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();
  private final ReadFigures figures;
  private @Nullable Expected expected;

  /**
   * A file whose end is on its way.
   *
   * @param rows what comes of it, if its first row group is on its way as well
   */
  private record Expected(
      DataFile file, FileSection section, FileBytes bytes, @Nullable ParquetRows rows) {}

  /**
   * @param root where relative paths of files begin
   * @param columns of the rows to produce
   * @param fallback makes the reader of files that are not decoded here
   */
  public ParquetReader(
      TableStorage storage,
      StorageLocation root,
      List<ReadColumn> columns,
      ScanSettings settings,
      Supplier<RowRangeReader> fallback) {
    this(
        storage,
        root,
        columns,
        settings,
        fallback,
        null,
        FieldPaths.all(columns.size()),
        new ReadFigures());
  }

  private ParquetReader(
      TableStorage storage,
      StorageLocation root,
      List<ReadColumn> columns,
      ScanSettings settings,
      Supplier<RowRangeReader> fallback,
      @Nullable ReadFilter filter,
      FieldPaths produced,
      ReadFigures figures) {
    this.storage = storage;
    this.root = root;
    this.vectors = new DeletionVectorReader(storage, root);
    this.columns = List.copyOf(columns);
    this.settings = settings;
    this.fallback = fallback;
    this.filter = filter;
    this.produced = produced;
    this.figures = figures;
  }

  /** The same, but without rows that surely do not satisfy a filter; the fallback reads all. */
  public ParquetReader filtered(ReadFilter rows) {
    return new ParquetReader(storage, root, columns, settings, fallback, rows, produced, figures);
  }

  /** The same, but producing some fields of the columns. The fallback has to do so by itself. */
  public ParquetReader producing(FieldPaths fields) {
    return new ParquetReader(storage, root, columns, settings, fallback, filter, fields, figures);
  }

  /** The same, but counting among other reads what it asks for. */
  public ParquetReader counting(ReadFigures among) {
    return new ParquetReader(storage, root, columns, settings, fallback, filter, produced, among);
  }

  @Override
  public FileRows open(DataFile file, FileSection section, long firstRow) throws IOException {
    ParquetRows begun = begun(file, section, firstRow);
    if (begun != null) {
      return begun;
    }
    DeletedRows deleted = vectors.read(file);
    FileBytes bytes = bytes(file);
    try {
      Footer footer = FooterReader.read(bytes);
      try {
        return rows(file, bytes, footer, deleted, section, firstRow);
      } catch (UnknownFormException e) {
        bytes.close();
        return openOtherwise(file, footer, section, firstRow, e);
      }
    } catch (IOException | RuntimeException e) {
      closeAfter(e, bytes);
      if (e instanceof SchemaMismatchException || e instanceof PlanningException) {
        // Not the file's fault, but that of how the table was declared, or of its log.
        throw new IOException(e.getMessage(), e);
      }
      throw named(e, file);
    }
  }

  private ParquetRows rows(
      DataFile file,
      FileBytes bytes,
      Footer footer,
      DeletedRows deleted,
      FileSection section,
      long firstRow)
      throws IOException {
    List<ColumnReader> readers = FilePlan.match(columns, footer, file);
    FileFilter filtering = filter == null ? null : FileFilter.of(filter, columns, readers, footer);
    return new ParquetRows(
        file,
        bytes,
        footer,
        readers,
        produced,
        deleted,
        section,
        filtering,
        firstRow,
        settings,
        this::beginExpected);
  }

  @Override
  public void expect(DataFile file, FileSection section) throws IOException {
    forget();
    try {
      FileBytes bytes = opened(file);
      bytes.beginTail();
      expected = new Expected(file, section, bytes, null);
    } catch (IOException | RuntimeException e) {
      notReadAhead(file, e);
    }
  }

  /** What is wrong with a file is said when it is opened: others come before it. */
  private static void notReadAhead(DataFile file, Exception reason) throws InterruptedIOException {
    if (reason instanceof InterruptedIOException interrupted
        && !(reason instanceof SocketTimeoutException)) {
      throw interrupted;
    }
    LOG.debug("'{}' is not read ahead, but when it is its turn.", file.path(), reason);
  }

  /**
   * Begins to read the first row group of the file that is expected, unless the file is small: then
   * all of it is on its way. What is wrong with the file is said when it is opened.
   *
   * @param budget in bytes; no larger one is read ahead
   */
  private void beginExpected(long budget) throws IOException {
    Expected known = expected;
    if (known == null || known.rows() != null || budget <= 0 || known.bytes().isSmall()) {
      return;
    }
    try {
      DeletedRows deleted = vectors.read(known.file());
      Footer footer = FooterReader.read(known.bytes());
      ParquetRows rows = rows(known.file(), known.bytes(), footer, deleted, known.section(), 0);
      rows.begin(budget);
      expected = new Expected(known.file(), known.section(), known.bytes(), rows);
    } catch (IOException | RuntimeException e) {
      forget();
      notReadAhead(known.file(), e);
    }
  }

  private @Nullable ParquetRows begun(DataFile file, FileSection section, long firstRow) {
    Expected known = expected;
    if (known == null
        || !known.file().equals(file)
        || !known.section().equals(section)
        || firstRow != 0) {
      return null;
    }
    ParquetRows rows = known.rows();
    expected = rows == null ? known : null;
    return rows;
  }

  /** What was asked for so far, but for files that are left to another reader. */
  public ReadFigures figures() {
    return figures;
  }

  private FileBytes bytes(DataFile file) throws IOException {
    Expected known = expected;
    if (known != null && known.rows() == null && known.file().equals(file)) {
      expected = null;
      return known.bytes();
    }
    forget();
    return opened(file);
  }

  private FileBytes opened(DataFile file) throws IOException {
    StorageLocation location = root.resolve(file.path());
    return new FileBytes(storage.open(location, file.size()), settings, figures);
  }

  private void forget() throws IOException {
    Expected known = expected;
    expected = null;
    if (known != null) {
      known.bytes().close();
    }
  }

  private FileRows openOtherwise(
      DataFile file,
      Footer footer,
      FileSection section,
      long firstRow,
      UnknownFormException unknownForm)
      throws IOException {
    new KernelStructs(file, unknownForm, produced.areAll(columns.size()))
        .check(columns, footer.schema());
    for (ReadColumn column : columns) {
      if (column instanceof ReadColumn.InFile inFile
          && !footer.calendar().isTodaysFor(inFile.column().type())
          && footer.schema().find(inFile.column()).isPresent()) {
        throw new MalformedFileException(
            "it has "
                + unknownForm.getMessage()
                + ", which is not decoded by the reader that knows the calendar by which old versions"
                + " of Spark wrote dates and times, such as those in column '"
                + inFile.column().name()
                + "'. Leave out dates and times, or what has that form",
            unknownForm);
      }
      if (column instanceof ReadColumn.InFile inFile && inFile.column().hasRivals()) {
        throw new MalformedFileException(
            "it has "
                + unknownForm.getMessage()
                + ", which is not decoded by the reader that tells names apart that differ in case"
                + " only, such as the table's '"
                + inFile.column().name()
                + "'",
            unknownForm);
      }
    }
    RowRangeReader other = fallback.get();
    if (unknown.add(String.valueOf(unknownForm.getMessage()))) {
      LOG.info(
          "'{}' and files like it are read more slowly, by {}: {} is not decoded by the fast"
              + " reader.",
          file.path(),
          other.getClass().getSimpleName(),
          unknownForm.getMessage());
    }
    return other.open(file, footer.rowsIn(section), firstRow);
  }

  /** What storage says names the object already; what is wrong in a file does not. */
  static IOException named(Exception failure, DataFile file) {
    if (failure instanceof IOException io && !(io instanceof MalformedFileException)) {
      return io;
    }
    String what =
        failure instanceof MalformedFileException
            ? failure.getMessage()
            : "its bytes make no sense (" + failure + ")";
    return new IOException(
        "'" + file.path() + "' cannot be read: " + what + ". Tell the table's provider.", failure);
  }

  private static void closeAfter(Exception failure, FileBytes bytes) {
    try {
      bytes.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
