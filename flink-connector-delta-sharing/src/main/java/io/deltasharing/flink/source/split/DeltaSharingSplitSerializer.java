/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.split;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** A split's bytes. */
public final class DeltaSharingSplitSerializer
    implements SimpleVersionedSerializer<DeltaSharingSplit> {
  public static final DeltaSharingSplitSerializer INSTANCE = new DeltaSharingSplitSerializer();

  private static final int INITIAL_BYTES = 256;

  /** Version 1 did not know when a version had been committed. */
  private static final long UNKNOWN_TIME = 0;

  private DeltaSharingSplitSerializer() {}

  @Override
  public int getVersion() {
    return StateVersion.CURRENT;
  }

  @Override
  public byte[] serialize(DeltaSharingSplit split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
    write(split, out);
    return out.getCopyOfBuffer();
  }

  @Override
  public DeltaSharingSplit deserialize(int version, byte[] bytes) throws IOException {
    StateVersion.check(version);
    return read(version, new DataInputDeserializer(bytes));
  }

  static void write(DeltaSharingSplit split, DataOutputView out) throws IOException {
    out.writeLong(split.position());
    out.writeInt(split.files().size());
    for (SplitFile file : split.files()) {
      SplitFileForm.write(file, out);
    }
  }

  static DeltaSharingSplit read(int version, DataInputView in) throws IOException {
    return version == StateVersion.FIRST ? readFirst(in) : readLater(version, in);
  }

  private static DeltaSharingSplit readLater(int version, DataInputView in) throws IOException {
    long position = in.readLong();
    int count = in.readInt();
    List<SplitFile> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      files.add(SplitFileForm.read(version, in));
    }
    return new DeltaSharingSplit(files, position);
  }

  private static DeltaSharingSplit readFirst(DataInputView in) throws IOException {
    SplitOrigin origin = SplitFileForm.readOrigin(in);
    long position = in.readLong();
    return new DeltaSharingSplit(
        List.of(new SplitFile(origin, UNKNOWN_TIME, SplitFileForm.readFile(in))), position);
  }
}
