"""Why a whole file was not taken. Each says in plain Chinese what is so and what to do."""

from app.refusals import Refusal

# Said while the file is sent, so in the sender's language; what a job finds out is stored.
EMPTY = "「%(filename)s」是空的，重新导出一份再传"
TOO_BIG = "「%(filename)s」有 %(size)s MB，一次最多 %(most)s MB，按供电所或月份分开导出再传"
SAVE_AGAIN = "在 Excel 或 WPS 里另存为 .xlsx 再传"


class FileRefused(Refusal):
    """The file was not taken and nothing was changed. `words` is ready to be shown."""


class NotATable(FileRefused):
    """No table that we read, whatever its name says: a PDF, a picture, a Word file."""

    def __init__(self, filename: str, what: str, advice: str = "换成导出的表格再传"):
        super().__init__(f"「{filename}」其实是{what}，{advice}", filename=filename, what=what)


class LockedFile(FileRefused):
    """The file opens with a password only."""

    def __init__(self, filename: str):
        super().__init__(
            f"「{filename}」设了打开密码，先在 Excel 里去掉密码再传", filename=filename
        )


class EmptyFile(FileRefused):
    """Nothing in it, or only blanks."""

    def __init__(self, filename: str):
        super().__init__(EMPTY, filename=filename)


class FileTooBig(FileRefused):
    """More bytes than the limit."""

    def __init__(self, filename: str, size: int, most: int):
        super().__init__(TOO_BIG, filename=filename, size=_mb(size), most=_mb(most))


class Bomb(FileRefused):
    """It unpacks to far more than a table of its size would: a zip bomb, or as bad as one."""

    def __init__(self, filename: str):
        super().__init__(
            f"「{filename}」解开后大得不正常，没有打开。请重新导出一份再传", filename=filename
        )


class ForbiddenXml(FileRefused):
    """A document type or an entity inside: no exporter writes one, attacks do."""

    def __init__(self, filename: str):
        super().__init__(
            f"「{filename}」里夹带了不该有的声明（DTD），没有打开。{SAVE_AGAIN}", filename=filename
        )


class DamagedFile(FileRefused):
    """Cut off or broken. `where` may say which part."""

    def __init__(self, filename: str, where: str = ""):
        middle = f"（{where}）" if where else ""
        super().__init__(
            f"「{filename}」坏了或没传完整{middle}，重新导出一份再传", filename=filename
        )


class UnreadableText(FileRefused):
    """Text in none of the encodings that such files come in."""

    def __init__(self, filename: str, line: int):
        super().__init__(
            f"「{filename}」第 {line} 行有认不出的字（不是 UTF-8，也不是 GB18030），{SAVE_AGAIN}",
            filename=filename,
            line=line,
        )


class TooManyColumns(FileRefused):
    """A cell further right than any list of ours reaches."""

    def __init__(self, filename: str, most: int):
        super().__init__(
            f"「{filename}」超过 {most} 列，只留要用的列再传", filename=filename, most=most
        )


class TooManyRows(FileRefused):
    """More rows than a sheet can hold."""

    def __init__(self, filename: str, most: int):
        super().__init__(
            f"「{filename}」超过 {most:,} 行，按供电所或月份分开再传", filename=filename, most=most
        )


class NoHeader(FileRefused):
    """No row within the first twenty looks like the head of a list of this kind."""

    def __init__(self, filename: str, kind_words: str, rows: int):
        super().__init__(
            f"在「{filename}」前 {rows} 行里没找到表头。"
            f"{kind_words}的表头要有「户号」一列，看看是不是传错了文件",
            filename=filename,
        )


class MissingColumns(FileRefused):
    """A head was found, but columns are missing that this kind can't do without."""

    def __init__(self, filename: str, row_number: int, missing: list[str]):
        names = "、".join(f"「{name}」" for name in missing)
        super().__init__(
            f"「{filename}」第 {row_number} 行是表头，但缺{names}一列，补上再传"
            if len(missing) == 1
            else f"「{filename}」第 {row_number} 行是表头，但缺{names}这几列，补上再传",
            filename=filename,
            row_number=row_number,
            missing=tuple(missing),
        )


class UnclearPeriod(FileRefused):
    """The list has no column for the period, and what is known of it does not fit."""


def _mb(size: int) -> str:
    return f"{size / 1024 / 1024:.0f}"
