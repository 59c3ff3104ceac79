/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.split;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Version 1 of the enumerator's bytes. Empty where a checkpoint was taken before the table was
 * opened.
 */
public final class EnumeratorStateSerializer
    implements SimpleVersionedSerializer<Optional<EnumeratorState>> {
  public static final EnumeratorStateSerializer INSTANCE = new EnumeratorStateSerializer();

  private static final int INITIAL_BYTES = 256;

  private EnumeratorStateSerializer() {}

  @Override
  public int getVersion() {
    return DeltaSharingSplitSerializer.VERSION;
  }

  @Override
  public byte[] serialize(Optional<EnumeratorState> opened) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
    out.writeBoolean(opened.isPresent());
    if (opened.isPresent()) {
      write(opened.get(), out);
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public Optional<EnumeratorState> deserialize(int version, byte[] bytes) throws IOException {
    DeltaSharingSplitSerializer.checkVersion(version);
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    return in.readBoolean() ? Optional.of(read(in)) : Optional.empty();
  }

  private static void write(EnumeratorState state, DataOutputSerializer out) throws IOException {
    StateText.write(state.table(), out);
    StateText.write(state.tableId(), out);
    DeltaSharingSplitSerializer.writeOrigin(state.next(), out);
    out.writeInt(state.returned().size());
    for (DeltaSharingSplit split : state.returned()) {
      DeltaSharingSplitSerializer.write(split, out);
    }
  }

  private static EnumeratorState read(DataInputDeserializer in) throws IOException {
    String table = StateText.read(in);
    String tableId = StateText.read(in);
    SplitOrigin next = DeltaSharingSplitSerializer.readOrigin(in);
    int count = in.readInt();
    List<DeltaSharingSplit> returned = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      returned.add(DeltaSharingSplitSerializer.read(in));
    }
    return new EnumeratorState(table, tableId, next, returned);
  }
}
