/*
 * What a file system for SQLite has to look like in memory: version 1 of the structures that its
 * C interface documents, which every library since 3.0 takes. Nothing is linked, and no header of
 * SQLite is needed; the library is found at run time.
 *
 * The names start with csqlite so that a program may import a module of the real header as well.
 */
#ifndef CSQLITE_SHIM_H
#define CSQLITE_SHIM_H

#include <stdint.h>

typedef struct csqlite_io_methods csqlite_io_methods;
typedef struct csqlite_vfs csqlite_vfs;

/* An open file: the library allocates vfs.szOsFile bytes, of which these are the first. */
typedef struct csqlite_file {
  const csqlite_io_methods *pMethods;
} csqlite_file;

/* What can be done with an open file. */
struct csqlite_io_methods {
  int iVersion;
  int (*xClose)(csqlite_file *file);
  int (*xRead)(csqlite_file *file, void *bytes, int count, int64_t offset);
  int (*xWrite)(csqlite_file *file, const void *bytes, int count, int64_t offset);
  int (*xTruncate)(csqlite_file *file, int64_t size);
  int (*xSync)(csqlite_file *file, int flags);
  int (*xFileSize)(csqlite_file *file, int64_t *size);
  int (*xLock)(csqlite_file *file, int level);
  int (*xUnlock)(csqlite_file *file, int level);
  int (*xCheckReservedLock)(csqlite_file *file, int *isReserved);
  int (*xFileControl)(csqlite_file *file, int operation, void *argument);
  int (*xSectorSize)(csqlite_file *file);
  int (*xDeviceCharacteristics)(csqlite_file *file);
};

/* What can be done with names of files, and the system beneath. */
struct csqlite_vfs {
  int iVersion;
  int szOsFile;
  int mxPathname;
  csqlite_vfs *pNext;
  const char *zName;
  void *pAppData;
  int (*xOpen)(csqlite_vfs *vfs, const char *name, csqlite_file *file, int flags, int *outFlags);
  int (*xDelete)(csqlite_vfs *vfs, const char *name, int syncsFolder);
  int (*xAccess)(csqlite_vfs *vfs, const char *name, int flags, int *result);
  int (*xFullPathname)(csqlite_vfs *vfs, const char *name, int capacity, char *result);
  void *(*xDlOpen)(csqlite_vfs *vfs, const char *name);
  void (*xDlError)(csqlite_vfs *vfs, int capacity, char *message);
  void (*(*xDlSym)(csqlite_vfs *vfs, void *library, const char *symbol))(void);
  void (*xDlClose)(csqlite_vfs *vfs, void *library);
  int (*xRandomness)(csqlite_vfs *vfs, int count, char *result);
  int (*xSleep)(csqlite_vfs *vfs, int microseconds);
  int (*xCurrentTime)(csqlite_vfs *vfs, double *julianDay);
  int (*xGetLastError)(csqlite_vfs *vfs, int capacity, char *message);
};

#endif
