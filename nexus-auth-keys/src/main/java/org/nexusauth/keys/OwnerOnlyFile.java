package org.nexusauth.keys;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** Files with mode 600, where the file system has modes. */
final class OwnerOnlyFile {

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private static final Set<PosixFilePermission> OWNER_AND_GROUP_READ =
      PosixFilePermissions.fromString("rwxr-----");

  private OwnerOnlyFile() {}

  /** Creates the file with its mode in one system call: no other user can open it in between. */
  static void createFile(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, Set.of(CREATE_NEW, WRITE), modeAttributes(file))) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      Files.deleteIfExists(file); // half a key is useless, and would block the next attempt
      throw e;
    }
  }

  /** Concurrent readers get the old file or the new one, never a part of it. */
  static void replaceFile(Path file, byte[] content) throws IOException {
    Path fresh = file.resolveSibling("." + UUID.randomUUID() + ".new");
    createFile(fresh, content);
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(fresh);
      throw e;
    }
  }

  /**
   * Rejects a file that others than its owner have a permission on: those who can read it can issue
   * keys, those who can write it can replace the key. Its group may read it in a read-only mount:
   * Kubernetes mounts a secret so where {@code fsGroup} is set, and modes cannot be changed there.
   */
  static void requirePrivate(Path file) throws IOException {
    if (hasModes(file)) {
      requirePrivate(
          file, Files.getPosixFilePermissions(file), Files.getFileStore(file).isReadOnly());
    }
  }

  static void requirePrivate(Path file, Set<PosixFilePermission> mode, boolean isReadOnlyMount) {
    if (isReadOnlyMount) {
      requireWithin(
          OWNER_AND_GROUP_READ,
          mode,
          "its mount is read-only, so set the mode where it is mounted: in Kubernetes"
              + " defaultMode: 0400 of the volume, or 0440 with fsGroup");
    } else {
      requireWithin(OWNER, mode, "close it to them: chmod 600 " + file);
    }
  }

  private static void requireWithin(
      Set<PosixFilePermission> allowed, Set<PosixFilePermission> mode, String remedy) {
    if (!allowed.containsAll(mode)) {
      throw new SigningKeyException(
          "others can open this private key (mode "
              + PosixFilePermissions.toString(mode)
              + "); "
              + remedy);
    }
  }

  private static FileAttribute<?>[] modeAttributes(Path file) {
    if (!hasModes(file)) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }

  private static boolean hasModes(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
