"""A whole course: folders of submissions, marks, and exercises of one's own for everybody.

folder --papers--> Paper --judged in a process of its own--> result file --read again--> summary
"""
