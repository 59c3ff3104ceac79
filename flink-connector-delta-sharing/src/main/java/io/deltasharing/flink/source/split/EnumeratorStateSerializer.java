/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.split;

import io.deltasharing.flink.plan.FileKey;
import io.deltasharing.flink.plan.RowTrackingColumns;
import io.deltasharing.flink.plan.TableDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/** The enumerator's bytes. Empty where a checkpoint was taken before the table was opened. */
public final class EnumeratorStateSerializer
    implements SimpleVersionedSerializer<Optional<EnumeratorState>> {
  public static final EnumeratorStateSerializer INSTANCE = new EnumeratorStateSerializer();

  private static final int INITIAL_BYTES = 1024;
  private static final long UNKNOWN_VERSION = -1;

  private EnumeratorStateSerializer() {}

  @Override
  public int getVersion() {
    return StateVersion.CURRENT;
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
    StateVersion.check(version);
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    return in.readBoolean() ? Optional.of(read(version, in)) : Optional.empty();
  }

  private static void write(EnumeratorState state, DataOutputSerializer out) throws IOException {
    StateText.write(state.table(), out);
    StateText.write(state.tableId(), out);
    SplitFileForm.writeOrigin(state.next(), out);
    out.writeInt(state.returned().size());
    for (DeltaSharingSplit split : state.returned()) {
      DeltaSharingSplitSerializer.write(split, out);
    }
    writeKey(state.lastHandedOut(), out);
    writeDefinition(state.definition(), out);
    out.writeLong(state.definitionVersion());
    out.writeBoolean(state.lastVersion().isPresent());
    if (state.lastVersion().isPresent()) {
      out.writeLong(state.lastVersion().getAsLong());
    }
    out.writeLong(state.newestTime());
  }

  private static EnumeratorState read(int version, DataInputDeserializer in) throws IOException {
    String table = StateText.read(in);
    String tableId = StateText.read(in);
    SplitOrigin next = SplitFileForm.readOrigin(in);
    int count = in.readInt();
    List<DeltaSharingSplit> returned = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      returned.add(DeltaSharingSplitSerializer.read(version, in));
    }
    boolean first = version == StateVersion.FIRST;
    return new EnumeratorState(
        table,
        tableId,
        next,
        first ? null : readKey(in),
        returned,
        first ? null : readDefinition(version, tableId, in),
        first ? UNKNOWN_VERSION : in.readLong(),
        first || !in.readBoolean() ? OptionalLong.empty() : OptionalLong.of(in.readLong()),
        version <= StateVersion.FOURTH ? EnumeratorState.UNKNOWN_TIME : in.readLong());
  }

  private static void writeKey(@Nullable FileKey key, DataOutputSerializer out) throws IOException {
    out.writeBoolean(key != null);
    if (key != null) {
      StateText.write(key.path(), out);
      StateText.write(key.deletionVectorId(), out);
    }
  }

  private static @Nullable FileKey readKey(DataInputDeserializer in) throws IOException {
    return in.readBoolean() ? new FileKey(StateText.read(in), StateText.read(in)) : null;
  }

  private static void writeDefinition(
      @Nullable TableDefinition definition, DataOutputSerializer out) throws IOException {
    out.writeBoolean(definition != null);
    if (definition != null) {
      StateText.write(definition.schemaJson(), out);
      StateText.write(definition.columnMappingMode(), out);
      out.writeInt(definition.partitionColumns().size());
      for (String column : definition.partitionColumns()) {
        StateText.write(column, out);
      }
      writeTracking(definition.rowTracking(), out);
    }
  }

  private static void writeTracking(@Nullable RowTrackingColumns columns, DataOutputSerializer out)
      throws IOException {
    out.writeBoolean(columns != null);
    if (columns != null) {
      StateText.write(columns.rowId(), out);
      StateText.write(columns.commitVersion(), out);
    }
  }

  private static @Nullable RowTrackingColumns readTracking(DataInputDeserializer in)
      throws IOException {
    return in.readBoolean() ? new RowTrackingColumns(StateText.read(in), StateText.read(in)) : null;
  }

  private static @Nullable TableDefinition readDefinition(
      int version, String tableId, DataInputDeserializer in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    String schema = StateText.read(in);
    String mode = StateText.read(in);
    int count = in.readInt();
    List<String> partitionColumns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      partitionColumns.add(StateText.read(in));
    }
    return new TableDefinition(
        tableId,
        schema,
        partitionColumns,
        mode,
        version <= StateVersion.THIRD ? null : readTracking(in));
  }
}
