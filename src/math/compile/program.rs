//! The order of work for a row of a grid: what stays still, what moves, and in which block.
//!
//! Two additions, subtractions or multiplications in a row become one instruction, so that the
//! value between them is never stored: memory, not arithmetic, is what a row costs.

use rustc_hash::FxHashMap;

use super::tape::{Id, Op};

/// What a row needs besides its numbers.
#[derive(Clone, Debug)]
pub(super) struct Program {
    /// The variable that runs along the row.
    pub(super) across: usize,
    /// A tape of what does not change along the row.
    pub(super) still: Vec<Op>,
    /// What changes, in order; the last one gives the result.
    pub(super) instructions: Vec<Instruction>,
    /// Where the result is, if no instruction gives it.
    pub(super) result: Source,
    /// How many blocks of values are alive at once.
    pub(super) blocks: usize,
}

/// Where an operand comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Source {
    /// A place of the still tape.
    Still(Id),
    /// The variable along the row itself.
    Row,
    /// A block computed earlier.
    Block(usize),
}

/// One pass over a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Instruction {
    pub(super) work: Work,
    pub(super) operands: [Source; 3],
    /// The block that it fills.
    pub(super) out: usize,
}

/// What is done with the operands a, b and c.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Work {
    /// The operation alone.
    Alone(Op),
    /// The inner operation of a and b, then the outer one with c.
    Pair(Outer, Inner),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Inner {
    Add,
    Sub,
    Mul,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Outer {
    /// inner + c
    Add,
    /// inner − c
    Sub,
    /// c − inner
    SubFrom,
    /// inner · c
    Mul,
    /// inner · inner
    Square,
}

impl Program {
    /// The program of a tape for rows along the variable `across`.
    pub(super) fn new(ops: &[Op], across: usize) -> Program {
        let moves = moving(ops, across);
        let (still, still_place) = still_tape(ops, &moves);
        let absorbed = absorbed(ops, &moves);
        let mut program =
            Program { across, still, instructions: Vec::new(), result: Source::Row, blocks: 0 };
        let mut blocks = Blocks::new(ops, &moves, &absorbed);
        for (place, op) in ops.iter().enumerate() {
            if !moves[place] || absorbed.contains_key(&place) || matches!(op, Op::Variable(_)) {
                continue;
            }
            let (work, operands) = work(ops, &absorbed, place);
            let sources = operands.map(|id| match id {
                None => Source::Row,
                Some(id) if !moves[id as usize] => Source::Still(still_place[id as usize]),
                Some(id) if matches!(ops[id as usize], Op::Variable(_)) => Source::Row,
                Some(id) => Source::Block(blocks.of[id as usize]),
            });
            // Taken before the operands are given back: a pass never fills what it reads.
            let out = blocks.take(place);
            blocks.give_back(place, operands);
            program.instructions.push(Instruction { work, operands: sources, out });
        }
        let last = ops.len().saturating_sub(1);
        if moves.last() == Some(&false) {
            program.result = Source::Still(still_place[last]);
        }
        program.blocks = blocks.count;
        program
    }
}

/// Which places change along the row?
fn moving(ops: &[Op], across: usize) -> Vec<bool> {
    let mut moves: Vec<bool> = Vec::with_capacity(ops.len());
    for op in ops {
        let own = match op {
            Op::Variable(index) => *index as usize == across,
            _ => op.operands().into_iter().flatten().any(|id| moves[id as usize]),
        };
        moves.push(own);
    }
    moves
}

/// The places that do not move as a tape of their own, and where each went.
fn still_tape(ops: &[Op], moves: &[bool]) -> (Vec<Op>, Vec<Id>) {
    let mut place = vec![0; ops.len()];
    let mut still = Vec::new();
    for (index, op) in ops.iter().enumerate().filter(|(index, _)| !moves[*index]) {
        place[index] = still.len() as Id;
        still.push(op.moved(|id| place[id as usize]));
    }
    (still, place)
}

/// Places that are computed inside the operation that uses them, and how.
fn absorbed(ops: &[Op], moves: &[bool]) -> FxHashMap<usize, Inner> {
    let mut uses = vec![0_u32; ops.len()];
    for op in ops {
        match *op {
            // A square reads its operand once.
            Op::Mul(u, v) if u == v => uses[u as usize] += 1,
            _ => {
                for id in op.operands().into_iter().flatten() {
                    uses[id as usize] += 1;
                }
            }
        }
    }
    let mut absorbed = FxHashMap::default();
    for (place, op) in ops.iter().enumerate().rev() {
        if absorbed.contains_key(&place) || !moves[place] || inner(op).is_none() {
            continue;
        }
        let candidate = op.operands().into_iter().flatten().map(|id| id as usize).find(|&id| {
            moves[id] && uses[id] == 1 && inner(&ops[id]).is_some() && !absorbed.contains_key(&id)
        });
        let found = candidate.and_then(|id| Some((id, inner(&ops[id])?)));
        absorbed.extend(found);
    }
    absorbed
}

fn inner(op: &Op) -> Option<Inner> {
    match op {
        Op::Add(..) => Some(Inner::Add),
        Op::Sub(..) => Some(Inner::Sub),
        Op::Mul(..) => Some(Inner::Mul),
        Op::Constant(_)
        | Op::Variable(_)
        | Op::Neg(_)
        | Op::Div(..)
        | Op::Power(..)
        | Op::AnyPower(..)
        | Op::Call(..)
        | Op::Min(..)
        | Op::Max(..) => None,
    }
}

/// What is done at a place, and the places that it reads.
fn work(ops: &[Op], absorbed: &FxHashMap<usize, Inner>, place: usize) -> (Work, [Option<Id>; 3]) {
    let op = ops[place];
    let [first, second] = op.operands();
    let inside = |id: Option<Id>| {
        let id = id?;
        Some((*absorbed.get(&(id as usize))?, ops[id as usize].operands()))
    };
    let pair = |outer: Outer, (inner, [a, b]): (Inner, [Option<Id>; 2]), c: Option<Id>| {
        (Work::Pair(outer, inner), [a, b, c])
    };
    match op {
        Op::Mul(u, v) if u == v => inside(first).map(|inner| pair(Outer::Square, inner, None)),
        Op::Add(..) => inside(first)
            .map(|inner| pair(Outer::Add, inner, second))
            .or_else(|| inside(second).map(|inner| pair(Outer::Add, inner, first))),
        Op::Mul(..) => inside(first)
            .map(|inner| pair(Outer::Mul, inner, second))
            .or_else(|| inside(second).map(|inner| pair(Outer::Mul, inner, first))),
        Op::Sub(..) => inside(first)
            .map(|inner| pair(Outer::Sub, inner, second))
            .or_else(|| inside(second).map(|inner| pair(Outer::SubFrom, inner, first))),
        Op::Constant(_)
        | Op::Variable(_)
        | Op::Neg(_)
        | Op::Div(..)
        | Op::Power(..)
        | Op::AnyPower(..)
        | Op::Call(..)
        | Op::Min(..)
        | Op::Max(..) => None,
    }
    .unwrap_or((Work::Alone(op), [first, second, None]))
}

/// Which block holds which place, and which are free again.
struct Blocks {
    of: Vec<usize>,
    last_use: Vec<usize>,
    free: Vec<usize>,
    count: usize,
}

impl Blocks {
    fn new(ops: &[Op], moves: &[bool], absorbed: &FxHashMap<usize, Inner>) -> Blocks {
        let mut last_use = vec![0; ops.len()];
        for place in (0..ops.len()).filter(|p| moves[*p] && !absorbed.contains_key(p)) {
            for id in work(ops, absorbed, place).1.into_iter().flatten() {
                last_use[id as usize] = place;
            }
        }
        Blocks { of: vec![usize::MAX; ops.len()], last_use, free: Vec::new(), count: 0 }
    }

    fn take(&mut self, place: usize) -> usize {
        let block = self.free.pop().unwrap_or_else(|| {
            self.count += 1;
            self.count - 1
        });
        self.of[place] = block;
        block
    }

    /// Frees the blocks of operands that are read here for the last time.
    fn give_back(&mut self, place: usize, operands: [Option<Id>; 3]) {
        for id in operands.into_iter().flatten().map(|id| id as usize) {
            if self.last_use[id] == place && self.of[id] != usize::MAX {
                self.free.push(self.of[id]);
                // Once only, also where an operand is read twice.
                self.of[id] = usize::MAX;
            }
        }
    }
}
