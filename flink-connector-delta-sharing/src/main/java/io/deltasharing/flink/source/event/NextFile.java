/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.event;

import io.deltasharing.flink.source.split.DeltaSharingSplit;
import io.deltasharing.flink.source.split.DeltaSharingSplitSerializer;
import io.deltasharing.flink.source.split.SplitFile;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * Which file the next split of a reader will probably begin with, so that its first bytes can be on
 * their way before the reader asks for that split. It is not assigned: whoever is told may do
 * without.
 */
public final class NextFile implements SourceEvent {
  @Serial private static final long serialVersionUID = 1L;

  /** One of this file alone, in its serialized form. */
  private final byte[] split;

  private NextFile(byte[] split) {
    this.split = split;
  }

  public static NextFile of(SplitFile file) {
    try {
      return new NextFile(
          DeltaSharingSplitSerializer.INSTANCE.serialize(new DeltaSharingSplit(List.of(file), 0)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public SplitFile file() {
    DeltaSharingSplitSerializer serializer = DeltaSharingSplitSerializer.INSTANCE;
    try {
      return serializer.deserialize(serializer.getVersion(), split).files().get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Flink logs events. */
  @Override
  public String toString() {
    return "NextFile[" + file().id() + "]";
  }
}
