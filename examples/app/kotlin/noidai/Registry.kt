package noidai

import java.util.concurrent.locks.ReentrantReadWriteLock
import kotlin.concurrent.read
import kotlin.concurrent.write

/** What was refused: the first fault's number, name and place, and all faults as a document. */
class NoidaiException internal constructor(
    val code: Int, name: ByteArray, path: ByteArray, english: ByteArray, vietnamese: ByteArray, document: ByteArray,
) : Exception(english.decodeToString()) {
    val name = name.decodeToString()
    val path = path.decodeToString()
    val vietnamese = vietnamese.decodeToString()
    val document = document.decodeToString()
}

/** A file as it is handed in: a table, events or a journal, told apart by its name. */
class NoidaiFile(val name: String, val content: ByteArray)

/**
 * Everything known of the work of some places. It never changes: any number of threads may ask
 * it, and [close] waits until none does.
 */
class Registry private constructor(private var handle: Long) : AutoCloseable {
    private val lock = ReentrantReadWriteLock()

    /** Answers a request, a document, with a document. */
    fun ask(request: String): String = lock.read {
        check(handle != 0L) { "the registry is closed" }
        Native.ask(handle, request.encodeToByteArray()).decodeToString()
    }

    override fun close() = lock.write {
        Native.free(handle)
        handle = 0L
    }

    companion object {
        /** Opens files, all or nothing. */
        fun open(files: List<NoidaiFile>, options: String = "{}"): Registry {
            val names = files.map { it.name.encodeToByteArray() }.toTypedArray()
            val contents = files.map { it.content }.toTypedArray()
            return Registry(Native.open(names, contents, options.encodeToByteArray()))
        }
    }
}

/** The functions of `noidai_jni.c`. */
internal object Native {
    init {
        System.loadLibrary("noidai_jni")
    }

    @JvmStatic external fun open(names: Array<ByteArray>, contents: Array<ByteArray>, options: ByteArray): Long
    @JvmStatic external fun ask(registry: Long, request: ByteArray): ByteArray
    @JvmStatic external fun free(registry: Long)
}
