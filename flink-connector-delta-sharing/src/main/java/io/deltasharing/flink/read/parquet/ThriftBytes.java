/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageHeader;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.protocol.TList;
import shaded.parquet.org.apache.thrift.protocol.TMap;
import shaded.parquet.org.apache.thrift.protocol.TProtocol;
import shaded.parquet.org.apache.thrift.protocol.TProtocolException;
import shaded.parquet.org.apache.thrift.protocol.TSet;
import shaded.parquet.org.apache.thrift.protocol.TStruct;
import shaded.parquet.org.apache.thrift.transport.TTransport;
import shaded.parquet.org.apache.thrift.transport.TTransportException;

/**
 * Thrift structures in a byte array. What they say of the lengths of their texts and lists is held
 * against the bytes that there are before anything is allocated for it; parquet-java's own way of
 * reading them is content with up to 100 MB.
 */
final class ThriftBytes extends TTransport {
  /** Parquet's own structures have a dozen levels. */
  private static final int DEEPEST = 64;

  private final byte[] bytes;
  private final int end;
  private int position;

  ThriftBytes(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.position = from;
    this.end = end;
  }

  FileMetaData fileMetaData() throws MalformedFileException {
    FileMetaData metaData = new FileMetaData();
    try {
      metaData.read(protocol());
    } catch (TException | RuntimeException e) {
      throw new MalformedFileException("its footer is garbled: " + e.getMessage(), e);
    }
    return metaData;
  }

  PageHeader pageHeader() throws MalformedFileException {
    PageHeader header = new PageHeader();
    try {
      header.read(protocol());
    } catch (TException | RuntimeException e) {
      throw new MalformedFileException("a page's header is garbled: " + e.getMessage(), e);
    }
    return header;
  }

  ColumnIndex columnIndex() throws MalformedFileException {
    ColumnIndex index = new ColumnIndex();
    try {
      index.read(protocol());
    } catch (TException | RuntimeException e) {
      throw PagePlaces.garbled();
    }
    return index;
  }

  OffsetIndex offsetIndex() throws MalformedFileException {
    OffsetIndex index = new OffsetIndex();
    try {
      index.read(protocol());
    } catch (TException | RuntimeException e) {
      throw PagePlaces.garbled();
    }
    return index;
  }

  /** Where the next structure begins. */
  int position() {
    return position;
  }

  private TProtocol protocol() {
    int most = end - position;
    return new Bounded(this, most);
  }

  /** Fields that nobody knows are passed over, structure in structure: no deeper than the stack. */
  private static final class Bounded extends TCompactProtocol {
    private int depth;

    Bounded(TTransport transport, int most) {
      super(transport, most, most);
    }

    @Override
    public TStruct readStructBegin() throws TException {
      enter();
      return super.readStructBegin();
    }

    @Override
    public void readStructEnd() throws TException {
      depth--;
      super.readStructEnd();
    }

    @Override
    public TList readListBegin() throws TException {
      enter();
      return super.readListBegin();
    }

    @Override
    public void readListEnd() throws TException {
      depth--;
      super.readListEnd();
    }

    @Override
    public TSet readSetBegin() throws TException {
      enter();
      return super.readSetBegin();
    }

    @Override
    public void readSetEnd() throws TException {
      depth--;
      super.readSetEnd();
    }

    @Override
    public TMap readMapBegin() throws TException {
      enter();
      return super.readMapBegin();
    }

    @Override
    public void readMapEnd() throws TException {
      depth--;
      super.readMapEnd();
    }

    private void enter() throws TException {
      if (++depth > DEEPEST) {
        throw new TProtocolException(TProtocolException.DEPTH_LIMIT, "it is nested too deeply");
      }
    }
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void open() {}

  @Override
  public void close() {}

  @Override
  public int read(byte[] buffer, int offset, int length) throws TTransportException {
    checkReadBytesAvailable(length);
    System.arraycopy(bytes, position, buffer, offset, length);
    position += length;
    return length;
  }

  @Override
  public void write(byte[] buffer, int offset, int length) {
    throw new UnsupportedOperationException("only read");
  }

  @Override
  public byte[] getBuffer() {
    return bytes;
  }

  @Override
  public int getBufferPosition() {
    return position;
  }

  @Override
  public int getBytesRemainingInBuffer() {
    return end - position;
  }

  @Override
  public void consumeBuffer(int length) {
    position += length;
  }

  @Override
  public TConfiguration getConfiguration() {
    return TConfiguration.DEFAULT;
  }

  @Override
  public void updateKnownMessageSize(long size) {}

  @Override
  public void checkReadBytesAvailable(long length) throws TTransportException {
    if (length > end - position) {
      throw new TTransportException(
          TTransportException.END_OF_FILE, "it ends in the middle of a value");
    }
  }
}
