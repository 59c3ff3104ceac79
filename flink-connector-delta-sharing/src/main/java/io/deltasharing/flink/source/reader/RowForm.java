/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.read.RowBatch;
import io.deltasharing.flink.source.split.SplitFile;
import java.util.List;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * What a reader makes of the rows of files.
 *
 * @param metadata columns that follow those of the files
 * @param binary the type of the rows produced if they are to be written in Flink's binary form;
 *     null if they may stay what they were read as
 */
public record RowForm(List<MetadataColumn> metadata, @Nullable RowType binary) {

  /** The rows as they were read. */
  public static final RowForm AS_READ = new RowForm(List.of(), null);

  /**
   * The form of rows of a type: the binary one if Flink copies them, for its copies cost least; or
   * if they have arrays, where Flink is too old to make copies of those that stay what they are.
   *
   * @param produced the type, metadata included
   */
  public static RowForm of(List<MetadataColumn> metadata, RowType produced, boolean copied) {
    boolean isBinary = copied || (!ArrayCopies.STAY && ArrayCopies.areIn(produced));
    return new RowForm(metadata, isBinary ? produced : null);
  }

  public RowForm {
    metadata = List.copyOf(metadata);
  }

  /** Gives rows this form; for one thread. */
  interface Writer {
    RowBatch rows(RowBatch read, SplitFile file);
  }

  Writer writer() {
    Writer joined =
        metadata.isEmpty()
            ? (read, file) -> read
            : (read, file) -> new MetadataRows(read, file, metadata);
    if (binary == null) {
      return joined;
    }
    RowType type = binary;
    RowDataSerializer serializer = new RowDataSerializer(type);
    return (read, file) -> new BinaryRows(joined.rows(read, file), type, serializer);
  }
}
