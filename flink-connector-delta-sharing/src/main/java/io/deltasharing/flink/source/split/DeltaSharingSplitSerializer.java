/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.split;

import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.DeletionVector;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Version 1 of a split's bytes. A later version must go on reading it: savepoints outlive releases.
 */
public final class DeltaSharingSplitSerializer
    implements SimpleVersionedSerializer<DeltaSharingSplit> {
  public static final DeltaSharingSplitSerializer INSTANCE = new DeltaSharingSplitSerializer();

  static final int VERSION = 1;
  private static final int INITIAL_BYTES = 256;

  private DeltaSharingSplitSerializer() {}

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(DeltaSharingSplit split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
    write(split, out);
    return out.getCopyOfBuffer();
  }

  @Override
  public DeltaSharingSplit deserialize(int version, byte[] bytes) throws IOException {
    checkVersion(version);
    return read(new DataInputDeserializer(bytes));
  }

  static void write(DeltaSharingSplit split, DataOutputView out) throws IOException {
    writeOrigin(split.origin(), out);
    out.writeLong(split.position());
    DataFile file = split.file();
    StateText.write(file.path(), out);
    out.writeLong(file.size());
    out.writeInt(file.partitionValues().size());
    for (Map.Entry<String, @Nullable String> entry : file.partitionValues().entrySet()) {
      StateText.write(entry.getKey(), out);
      StateText.write(entry.getValue(), out);
    }
    writeVector(file.deletionVector(), out);
  }

  static DeltaSharingSplit read(DataInputView in) throws IOException {
    SplitOrigin origin = readOrigin(in);
    long position = in.readLong();
    String path = StateText.read(in);
    long size = in.readLong();
    int count = in.readInt();
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String name = StateText.read(in);
      values.put(name, StateText.readNullable(in));
    }
    return new DeltaSharingSplit(
        origin, new DataFile(path, size, values, readVector(in)), position);
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

  static void checkVersion(int version) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "The state was written in version "
              + version
              + " by a newer connector; this one reads version "
              + VERSION
              + ". Use the connector that wrote it, or a newer one.");
    }
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
