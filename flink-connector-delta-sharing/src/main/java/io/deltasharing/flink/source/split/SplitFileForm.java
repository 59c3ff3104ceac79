/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.split;

import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.DeletionVector;
import io.deltasharing.flink.plan.FileSection;
import io.deltasharing.flink.plan.RowTracking;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Files and their places as bytes. What is the same in every version of the state. */
final class SplitFileForm {

  private SplitFileForm() {}

  static void write(SplitFile planned, DataOutputView out) throws IOException {
    writeOrigin(planned.origin(), out);
    out.writeLong(planned.timestamp());
    writeFile(planned.file(), out);
    Long earliest = planned.file().earliest();
    out.writeBoolean(earliest != null);
    if (earliest != null) {
      out.writeLong(earliest);
    }
    out.writeLong(planned.section().from());
    out.writeLong(planned.section().to());
    writeTracking(planned.file().rowTracking(), out);
  }

  /** Reads what version 2 or a later one wrote. */
  static SplitFile read(int version, DataInputView in) throws IOException {
    SplitOrigin origin = readOrigin(in);
    long timestamp = in.readLong();
    DataFile read = readFile(in);
    DataFile dated = in.readBoolean() ? read.from(in.readLong()) : read;
    FileSection section =
        version == StateVersion.SECOND
            ? FileSection.WHOLE
            : new FileSection(in.readLong(), in.readLong());
    DataFile file = version <= StateVersion.THIRD ? dated : dated.with(readTracking(in));
    return new SplitFile(origin, timestamp, file, section);
  }

  private static void writeFile(DataFile file, DataOutputView out) throws IOException {
    StateText.write(file.path(), out);
    out.writeLong(file.size());
    out.writeInt(file.partitionValues().size());
    for (Map.Entry<String, @Nullable String> entry : file.partitionValues().entrySet()) {
      StateText.write(entry.getKey(), out);
      StateText.write(entry.getValue(), out);
    }
    writeVector(file.deletionVector(), out);
  }

  static DataFile readFile(DataInputView in) throws IOException {
    String path = StateText.read(in);
    long size = in.readLong();
    int count = in.readInt();
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String name = StateText.read(in);
      values.put(name, StateText.readNullable(in));
    }
    return new DataFile(path, size, values, readVector(in));
  }

  private static void writeTracking(@Nullable RowTracking tracking, DataOutputView out)
      throws IOException {
    out.writeBoolean(tracking != null);
    if (tracking != null) {
      out.writeLong(tracking.baseRowId());
      out.writeLong(tracking.commitVersion());
    }
  }

  private static @Nullable RowTracking readTracking(DataInputView in) throws IOException {
    return in.readBoolean() ? new RowTracking(in.readLong(), in.readLong()) : null;
  }

  static void writeOrigin(SplitOrigin origin, DataOutputView out) throws IOException {
    out.writeByte(origin.phase() == SplitOrigin.Phase.SNAPSHOT ? 0 : 1);
    out.writeLong(origin.version());
    out.writeInt(origin.index());
  }

  static SplitOrigin readOrigin(DataInputView in) throws IOException {
    byte phase = in.readByte();
    if (phase != 0 && phase != 1) {
      throw new IOException("the state has a phase that is not known: " + phase);
    }
    return new SplitOrigin(
        phase == 0 ? SplitOrigin.Phase.SNAPSHOT : SplitOrigin.Phase.COMMIT,
        in.readLong(),
        in.readInt());
  }

  private static void writeVector(@Nullable DeletionVector vector, DataOutputView out)
      throws IOException {
    out.writeBoolean(vector != null);
    if (vector != null) {
      StateText.write(vector.storageType(), out);
      StateText.write(vector.pathOrInline(), out);
      Integer offset = vector.offset();
      out.writeInt(offset == null ? -1 : offset);
      out.writeInt(vector.sizeInBytes());
      out.writeLong(vector.cardinality());
    }
  }

  private static @Nullable DeletionVector readVector(DataInputView in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    String storageType = StateText.read(in);
    String pathOrInline = StateText.read(in);
    int offset = in.readInt();
    return new DeletionVector(
        storageType, pathOrInline, offset < 0 ? null : offset, in.readInt(), in.readLong());
  }
}
